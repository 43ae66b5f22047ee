import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BridgeConfigInput } from '../../src/index.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** A bridge in a process of its own, which a test can kill. */
export class ChildBridge {
  readonly #child: ChildProcess;
  readonly url: string;
  readonly output: () => string;

  private constructor(child: ChildProcess, url: string, output: () => string) {
    this.#child = child;
    this.url = url;
    this.output = output;
  }

  /** Starts main.ts and waits until it says that it is ready. */
  static async start(config: BridgeConfigInput): Promise<ChildBridge> {
    const file = join(config.dataDir ?? '.', 'config.json');
    writeFileSync(file, JSON.stringify({ ...config, logLevel: 'info' }));
    const child = spawn(process.execPath, [MAIN], { env: { PATH: process.env.PATH, BRIDGE_CONFIG: file } });
    let output = '';
    const url = await new Promise<string>((resolve, reject) => {
      const read = (chunk: Buffer): void => {
        output += chunk.toString();
        const address = /"address":"([^"]+)"/.exec(output)?.[1];
        if (address) resolve(address);
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('exit', (code) => reject(new Error(`the bridge ended with ${code}: ${output}`)));
    });
    child.once('exit', (code) => {
      if (code) console.error(output.slice(-3000));
    });
    return new ChildBridge(child, url, () => output);
  }

  get webhookUrl(): string {
    return `${this.url}/webhooks/spotdraft/acme`;
  }

  /** Largest resident memory so far, in MB. */
  peakMegabytes(): number {
    const text = readFileSync(`/proc/${this.#child.pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+)/.exec(text)?.[1]) / 1024;
  }

  /** Ends the process with the signal; resolves with its exit code. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    const ended = new Promise<number | null>((resolve) => this.#child.once('exit', resolve));
    this.#child.kill(signal);
    return ended;
  }
}
