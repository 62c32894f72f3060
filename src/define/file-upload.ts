import { FileUpload } from '../elements/file-upload/file-upload.ts';
import './connection.ts';

FileUpload.define();
