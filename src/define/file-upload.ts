import { FileUpload } from '../elements/file-upload/file-upload.ts';
import './customer-connection.ts';

FileUpload.define();
