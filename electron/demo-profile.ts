/** The demo profile: invented departments, a passphrase that everybody may know, nothing in common with real data. */
import { demoDepartment, demoOperator } from '#shared/workstation/demo/demo-departments.ts';
import { demoKeyPair, demoWorkstation } from '#shared/workstation/demo/demo-keys.ts';
import type { Keystore } from './keystore.ts';
import type { DemoKind } from './profile.ts';

export const DEMO_PASSPHRASE = 'yanshi-2026';

/** Makes the demo profile's keys when it is opened for the first time; the worker fills the ledger after unlocking. */
export async function prepareDemo(keystore: Keystore, which: DemoKind): Promise<void> {
  if (keystore.state !== 'firstRun') return;
  const department = demoDepartment(which);
  const signingKey = demoKeyPair(department.uscc);
  const created = await keystore.create({
    department,
    operator: demoOperator(which === 'approval' ? 'approval' : 'market'),
    passphrase: DEMO_PASSPHRASE,
    signingKey,
    workstation: demoWorkstation(department.uscc),
  });
  keystore.lock();
  if (!created.ok) throw new Error(created.error.code);
}
