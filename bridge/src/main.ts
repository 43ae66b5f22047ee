import closeWithGrace from 'close-with-grace';
import { createBridge, loadConfig } from './index.ts';
import { describeError } from './shared/errors.ts';

/** Time for everything to end; the bridge's own limits are shorter. */
const SHUTDOWN_MS = 60_000;

try {
  const bridge = createBridge(loadConfig(process.env));
  closeWithGrace({ delay: SHUTDOWN_MS }, async ({ err }) => {
    if (err) report(err);
    await bridge.stop();
  });
  await bridge.start();
} catch (error) {
  report(error);
  process.exit(1);
}

function report(error: unknown): void {
  const { code, message, remedy } = describeError(error);
  process.stderr.write(`${code}: ${message}${remedy ? `\n${remedy}` : ''}\n`);
}
