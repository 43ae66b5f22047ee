/** Values that platform classes keep with a transaction, or with the whole test around it. */
import { currentFrame, type Frame } from '../runtime/index.ts';

/** A value kept per frame. */
export function frameValue<T>(key: symbol, make: () => T, frame: Frame = currentFrame()): T {
  let value = frame.attachments.get(key) as T | undefined;
  if (value === undefined) frame.attachments.set(key, (value = make()));
  return value;
}

/** The frame at the bottom of the stack: that of the test method, or of the entry point. */
export function outermostFrame(): Frame {
  let frame = currentFrame();
  while (frame.parent !== null) frame = frame.parent;
  return frame;
}
