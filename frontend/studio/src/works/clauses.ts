// What editors call a clause.
import { session } from '../session/session';

/** The clause as editors know it, from the list of policies. */
export function clauseName(clause: string): string {
  const [policy = '', id = ''] = clause.replace(/@\d+#/u, '#').split('#');
  const found = session.vocabulary?.policies.find(({ slug }) => slug === policy);
  const part = found?.clauses.find((one) => one.id === id);
  return found && part ? `${found.title} ${[part.label, part.heading].filter(Boolean).join(' ')}` : clause;
}
