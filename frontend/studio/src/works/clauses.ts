// What editors call a clause.
import type { VocabularyPolicy } from '../api/types';
import { session } from '../session/session';

interface Known {
  policy: string;
  /** `二（一） 青少年科学素质提升行动` */
  name: string;
}

/** A reference may fix a version (`policy@1#4`); the list names none. */
function find(clause: string, policies: VocabularyPolicy[]): Known | undefined {
  const [policy = '', id = ''] = clause.replace(/@\d+#/u, '#').split('#');
  const found = policies.find(({ slug }) => slug === policy);
  const part = found?.clauses.find((one) => one.id === id);
  return found && part && { policy: found.title, name: [part.label, part.heading].filter(Boolean).join(' ') };
}

/** With its policy; the reference itself where the list does not have it. */
export function clauseName(clause: string): string {
  const found = find(clause, session.vocabulary?.policies ?? []);
  return found ? `${found.policy} ${found.name}` : clause;
}

/** A line for each policy, with its clauses in the order in which they come. */
export function clauseLines(clauses: string[], policies: VocabularyPolicy[]): string[] {
  const lines = new Map<string, string[]>();
  for (const clause of clauses) {
    const found = find(clause, policies);
    const policy = found ? `《${found.policy}》：` : '';
    lines.set(policy, [...(lines.get(policy) ?? []), found?.name ?? clause]);
  }
  return [...lines].map(([policy, names]) => policy + names.join('；'));
}
