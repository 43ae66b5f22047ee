export { checkLink, downloadAgent } from './addresses.ts';
export { NotAvailable, SpotDraftClient } from './client.ts';
export { ContractApi, type ChangeWindow, type DownloadLink } from './contracts.ts';
