/**
 * Which sharing declaration counts: that of the innermost class that has one. Source: Apex Developer Guide,
 * "Using the with sharing, without sharing, and inherited sharing Keywords".
 */
import type { Frame } from './frame.ts';
import { currentFrame } from './frame.ts';

export function enterSharing(sharing: 'with' | 'without'): void {
  currentFrame().sharing.push(sharing);
}

export function leaveSharing(): void {
  currentFrame().sharing.pop();
}

/** Triggers and anonymous code without a class run without sharing. */
export function sharingApplies(frame: Frame): boolean {
  return frame.sharing.at(-1) === 'with';
}
