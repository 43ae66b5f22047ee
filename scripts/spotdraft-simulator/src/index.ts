/** What other programs may use of the simulator. */
export { createSimulator, contractView, type Simulator, type SimulatorOptions } from './simulator.ts';
export { seedContracts, type SeedLinks } from './seed.ts';
export { activities, type Activity } from './model/vocabulary.ts';
export { compositeId, type Contract } from './model/contract.ts';
export { newHmacKey, signBody, signatureHeader } from './webhook/signature.ts';
