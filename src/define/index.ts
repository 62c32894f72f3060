// All tags at once.
import './support-provider.ts';
import './support-portal.ts';
import './support-request-form.ts';
import './support-chat.ts';
import './file-upload.ts';
import './support-center.ts';
import './request-list.ts';
import './request-details.ts';
