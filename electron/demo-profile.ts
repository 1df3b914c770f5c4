/** The demo profile: invented departments, a passphrase that everybody may know, nothing in common with real data. */
import { demoDepartment } from '#shared/workstation/demo/demo-departments.ts';
import type { Keystore } from './keystore.ts';
import type { DemoKind } from './profile.ts';

export const DEMO_PASSPHRASE = 'yanshi-2026';

/** Makes the demo profile's keys when it is opened for the first time; the worker fills the ledger after unlocking. */
export async function prepareDemo(keystore: Keystore, which: DemoKind): Promise<void> {
  if (keystore.state !== 'firstRun') return;
  const created = await keystore.create({ department: demoDepartment(which), operator: '演示操作员', passphrase: DEMO_PASSPHRASE });
  keystore.lock();
  if (!created.ok) throw new Error(created.error.code);
}
