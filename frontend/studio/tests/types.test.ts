// The types of the API are those of its description: every member is there, and no other.
import ts from 'typescript';
import { expect, test } from 'vitest';

import description from '../openapi.json?raw';
import accounts from '../src/api/accounts.ts?raw';
import coverage from '../src/api/coverage.ts?raw';
import editions from '../src/api/editions.ts?raw';
import findings from '../src/api/findings.ts?raw';
import quiz from '../src/api/quiz.ts?raw';
import readerReports from '../src/api/readerReports.ts?raw';
import schedules from '../src/api/schedules.ts?raw';
import searchRules from '../src/api/searchRules.ts?raw';
import site from '../src/api/site.ts?raw';

const FILES = { 'src/api/accounts.ts': accounts, 'src/api/coverage.ts': coverage, 'src/api/editions.ts': editions, 'src/api/findings.ts': findings, 'src/api/quiz.ts': quiz, 'src/api/readerReports.ts': readerReports, 'src/api/schedules.ts': schedules, 'src/api/searchRules.ts': searchRules, 'src/api/site.ts': site };

interface Schema {
  properties?: Record<string, unknown>;
}

const described = (JSON.parse(description) as { components: { schemas: Record<string, Schema> } }).components.schemas;

/** The members of every interface of a file, those of what it extends included. */
function interfaces(file: string, text: string): Map<string, Set<string>> {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const found = new Map<string, Set<string>>();
  for (const node of source.statements.filter(ts.isInterfaceDeclaration)) {
    const parents = node.heritageClauses?.flatMap(({ types }) => types.map(({ expression }) => (expression as ts.Identifier).text)) ?? [];
    const own = node.members.map(({ name }) => (name as ts.Identifier).text);
    found.set(node.name.text, new Set([...parents.flatMap((parent) => [...(found.get(parent) ?? [])]), ...own]));
  }
  return found;
}

for (const [file, text] of Object.entries(FILES)) {
  for (const [name, members] of interfaces(file, text)) {
    test(`${name} of ${file} is as openapi.json has it`, () => {
      expect([...members].sort()).toEqual(Object.keys(described[name]?.properties ?? {}).sort());
    });
  }
}
