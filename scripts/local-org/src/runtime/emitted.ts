/** The operations that emitted code may call, as its `R`. */
export * from './emitted/collections.ts';
export * from './emitted/data.ts';
export * from './emitted/flow.ts';
export * from './emitted/operators.ts';
export * from './emitted/records.ts';
export * from './emitted/values.ts';
export { callMethod } from './dispatch.ts';
export { isInstance } from './instance.ts';
export { enterSharing, leaveSharing } from './sharing.ts';
export { statics, staticsReady } from './statics.ts';
