import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stickFaults } from './lab/faults.ts';
import { Lab } from './lab/lab.ts';
import { requireLab } from './lab/requirements.ts';
import { Table } from './lab/table.ts';

// Everything that goes wrong with a stick but pulling it: pulls.lab.ts.

const kernel = requireLab();

describe.skipIf(kernel === null)('a stick that goes wrong', () => {
  const table = new Table();
  let lab: Lab | null = null;
  beforeAll(async () => {
    if (kernel !== null) lab = await Lab.open(kernel);
  });
  afterAll(async () => {
    console.info([table, ...table.lost].join('\n'));
    await lab?.close();
  });

  it.each(stickFaults)('$name ($format): told, and nothing is lost', async ({ name, format, run }) => {
    const faults = await run(lab as Lab, format);
    table.add(name, faults, format);
    expect(faults).toEqual([]);
  });
});
