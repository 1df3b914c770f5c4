import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from '@playwright/test';
import {
  type Delivery,
  exchangeCards,
  importDirectory,
  incomingGap,
  listAndDirectory,
  outgoingGap,
  papersAndHandover,
  refuseCarelessness,
  sendSealed,
  sendToSeveral,
  settleConflict,
  withMarket,
} from './delivery-flow.ts';
import { APPROVAL_DEPARTMENT, WorkstationApp } from './workstation-app.ts';

test.setTimeout(240_000);

const dontLook = async () => undefined;

test('办法 20(一), 28: a package leaves sealed, is handed over, and nothing of its way goes unnoticed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'workstation-delivery-'));
  const app = await WorkstationApp.start(join(folder, 'own'));
  try {
    await app.firstRun(APPROVAL_DEPARTMENT);
    await withMarket(app, folder, dontLook, (delivery) => steps(delivery));
  } catch (error) {
    await app.picture('delivery');
    throw error;
  } finally {
    await app.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
});

async function steps(delivery: Delivery): Promise<void> {
  await test.step('nothing leaves open by carelessness: a tick and a reason, or no file', () => refuseCarelessness(delivery));
  await test.step('cards go both ways and are compared', () => exchangeCards(delivery));
  await test.step('the file holds no readable word of a record', () => sendSealed(delivery, '第1包.sgxe'));
  await test.step('交接单, 清单 masked unless meant otherwise, 已交接 with who and when', () => papersAndHandover(delivery));
  const second = await test.step('another package', () => sendSealed(delivery, '第2包.sgxe'));
  await delivery.app.id('packages.done.close').click();
  await test.step('the recipient misses the first one: told by its receipt, sent again, settled', () => outgoingGap(delivery, second));
  await test.step('a package is missing here: the next is imported from the inbox folder, the hole explained', () => incomingGap(delivery));
  await test.step('two computers of one department disagree: a person decides, with a reason', () => settleConflict(delivery));
  await test.step('everything about a package, and the cards for the others', () => listAndDirectory(delivery));
  await test.step('办法 19, 27: only a named coordinator vouches for others', () => importDirectory(delivery));
  await test.step('one file for two departments, handed over to each', () => sendToSeveral(delivery));
}
