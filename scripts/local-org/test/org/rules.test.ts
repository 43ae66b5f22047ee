/** Apex over an org with rules of its own: duplicates, assignments and what else admins set up. */
import { describeProject } from './apex-project.ts';

describeProject('rules');
