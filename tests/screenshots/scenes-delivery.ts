/** The way of packages between departments and computers that really exist: sealing, papers, gaps, inbox folder, conflict. */
import { join } from 'node:path';
import {
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
} from '../e2e/delivery-flow.ts';
import { APPROVAL_DEPARTMENT, WorkstationApp } from '../e2e/workstation-app.ts';
import { type Camera, prepareForPictures } from './camera.ts';

export async function deliveryScenes(camera: Camera, folder: string): Promise<void> {
  const app = await WorkstationApp.start(join(folder, 'own'));
  try {
    await prepareForPictures(app);
    await app.firstRun(APPROVAL_DEPARTMENT);
    const look = (name: string) => camera.shoot(app, `delivery-${name}`);
    await withMarket(app, folder, look, async (delivery) => {
      await refuseCarelessness(delivery);
      await exchangeCards(delivery);
      await sendSealed(delivery, '第1包.sgxe');
      await papersAndHandover(delivery);
      const second = await sendSealed({ ...delivery, look: async () => undefined }, '第2包.sgxe');
      await app.id('packages.done.close').click();
      await outgoingGap(delivery, second);
      await incomingGap(delivery);
      await settleConflict(delivery);
      await listAndDirectory(delivery);
      await importDirectory(delivery);
      await sendToSeveral(delivery);
    });
  } finally {
    await app.close();
  }
}
