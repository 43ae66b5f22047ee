/** PMD's AppExchange and security rules, through Salesforce Code Analyzer's own engines. */
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { CodeAnalyzer, CodeAnalyzerConfig, SeverityLevel } from '@salesforce/code-analyzer-core';
import type { RunResults } from '@salesforce/code-analyzer-core';
import { createEnginePlugin as pmdPlugin } from '@salesforce/code-analyzer-pmd-engine';
import { createEnginePlugin as regexPlugin } from '@salesforce/code-analyzer-regex-engine';
import { z } from 'zod';
import { root } from '../lib/run.ts';
import { fromProblems } from './check.ts';
import type { Check } from './check.ts';
import { hasJava, withoutJava } from './java.ts';

const selectors = ['pmd:AppExchange', 'pmd:Recommended:Security', 'regex:Recommended:Security'];

const allowSchema = z.array(z.object({ rule: z.string(), file: z.string(), reason: z.string() }));

export const pmd: Check = {
  name: 'pmd',
  title: 'AppExchange and security rules on the package',
  run: async () => {
    if (!existsSync(join(root, 'force-app')))
      return { state: 'not run', problems: [], note: 'there is no force-app yet' };
    if (!(await hasJava())) return withoutJava();
    const results = await analyze(join(root, 'force-app'));
    const allow = allowSchema.parse(
      JSON.parse(readFileSync(join(root, 'config', 'quality', 'pmd-allow.json'), 'utf8')),
    );
    const problems = results.getViolations().flatMap((violation) => {
      if (violation.getRule().getSeverityLevel() > SeverityLevel.Moderate) return [];
      const location = violation.getPrimaryLocation();
      const file = relative(root, location.getFile() ?? '');
      const rule = violation.getRule().getName();
      if (allow.some((entry) => entry.rule === rule && new RegExp(entry.file).test(file))) return [];
      return [`${file}:${location.getStartLine() ?? 1} ${rule}: ${violation.getMessage().split('\n')[0] ?? ''}`];
    });
    return fromProblems(problems);
  },
};

async function analyze(folder: string): Promise<RunResults> {
  const analyzer = new CodeAnalyzer(CodeAnalyzerConfig.withDefaults());
  await analyzer.addEnginePlugin(pmdPlugin());
  await analyzer.addEnginePlugin(regexPlugin());
  const workspace = await analyzer.createWorkspace([folder]);
  const rules = await analyzer.selectRules(selectors, { workspace });
  return analyzer.run(rules, { workspace });
}
