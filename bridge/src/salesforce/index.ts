export { exchange, fetchRequirements } from './apex.ts';
export { OrgRefusal } from './failure.ts';
export { isOrgWide, MAX_PER_CALL, publishEvents, type OutgoingEvent, type PublishResult } from './publish.ts';
export { Session } from './session.ts';
export { renewingOnce, uploadFile, type Upload } from './upload.ts';
