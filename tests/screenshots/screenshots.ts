/**
 * `npm run screenshots [-- DIR [PART …]]`: a picture of every screen of the real application with demo data, at the default
 * window and at full HD, into DIR (out/screenshots). Whatever was there of an earlier run is replaced. Without a PART all are
 * taken: setup, trust, delivery, demo, supervision, letters, liaisons, meetings.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { makeDepartmentCards } from '../e2e/department-cards.ts';
import type { WorkstationApp } from '../e2e/workstation-app.ts';
import { Camera, SIZES } from './camera.ts';
import { type Materials, makeMaterials } from './materials.ts';
import { approvalScenes } from './scenes-approvals.ts';
import { deliveryScenes } from './scenes-delivery.ts';
import { exchangeScenes } from './scenes-exchange.ts';
import { damageScenes, enterDemo, idleScene, settingsScenes, startDemo } from './scenes-frame.ts';
import { handlingScenes } from './scenes-handling.ts';
import { importScenes } from './scenes-import.ts';
import { emptyLetterScenes, letterScenes } from './scenes-letters.ts';
import { liaisonScenes } from './scenes-liaisons.ts';
import { emptyMeetingScenes, meetingScenes } from './scenes-meetings.ts';
import { setupScenes } from './scenes-setup.ts';
import { supervisionRecordScenes } from './scenes-supervision.ts';
import { trustScenes } from './scenes-trust.ts';

type Part = (camera: Camera, folder: string, output: string) => Promise<void>;

const PARTS: Readonly<Record<string, Part>> = {
  setup: (camera, folder) => setupScenes(camera, join(folder, 'own')),
  trust: async (camera, folder, output) =>
    trustScenes(camera, join(folder, 'trust'), await makeDepartmentCards(join(folder, 'cards')), output),
  delivery: (camera, folder) => deliveryScenes(camera, join(folder, 'delivery')),
  demo: async (camera, folder, output) =>
    demoScenes(camera, join(folder, 'demo'), await makeMaterials(join(folder, 'materials'), new Date()), output),
  supervision: (camera, folder) => supervisionScenes(camera, join(folder, 'demo')),
  letters: lettersAndHandling,
  liaisons: (camera, folder) => liaisonScenes(camera, join(folder, 'liaisons')),
  meetings,
};

async function takeParts(names: readonly string[], camera: Camera, folder: string, output: string): Promise<void> {
  const unknown = names.find((name) => PARTS[name] === undefined);
  if (unknown !== undefined) throw new Error(`没有这一部分：${unknown}。可以选 ${Object.keys(PARTS).join('、')}`);
  for (const [name, part] of Object.entries(PARTS)) {
    if (names.length === 0 || names.includes(name)) await part(camera, folder, output);
  }
}

async function main(argv: readonly string[]): Promise<void> {
  const directory = resolve(process.env.INIT_CWD ?? '.', argv[0] ?? join('out', 'screenshots'));
  for (const { width, height } of SIZES) await rm(join(directory, `${width}x${height}`), { recursive: true, force: true });
  const folder = await mkdtemp(join(tmpdir(), 'workstation-screenshots-'));
  const camera = new Camera(directory);
  try {
    const output = join(folder, 'output');
    await mkdir(output);
    await takeParts(argv.slice(1), camera, folder, output);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
  process.stderr.write(`[截图] ${camera.taken.length} 个画面，每个 ${SIZES.length} 种尺寸，已存入 ${directory}\n`);
}

async function demoScenes(camera: Camera, profile: string, materials: Materials, output: string): Promise<void> {
  const app = await startDemo(profile, 'approval');
  try {
    await camera.shoot(app, 'lock-demo');
    await enterDemo(app);
    await app.go('home');
    await camera.shoot(app, 'home');
    await collapsedMenu(camera, app);
    await approvalScenes(camera, app, materials);
    await importScenes(camera, app, materials, output);
    await exchangeScenes(camera, app, materials, output);
    await settingsScenes(camera, app);
    await idleScene(camera, app);
  } finally {
    await app.close();
  }
  await damageScenes(camera, profile);
}

async function collapsedMenu(camera: Camera, app: WorkstationApp): Promise<void> {
  await app.page.locator('.ant-layout-sider-trigger').click();
  await camera.shoot(app, 'menu-collapsed');
  await app.page.locator('.ant-layout-sider-trigger').click();
}

async function supervisionScenes(camera: Camera, profile: string): Promise<void> {
  const app = await startDemo(profile, 'supervision');
  try {
    await enterDemo(app);
    await app.go('home');
    await camera.shoot(app, 'supervision-home');
    await app.go('inbox');
    await camera.shoot(app, 'supervision-inbox');
    await supervisionRecordScenes(camera, app);
  } finally {
    await app.close();
  }
}

async function lettersAndHandling(camera: Camera, folder: string, output: string): Promise<void> {
  await emptyLetterScenes(camera, join(folder, 'letters'));
  const app = await startDemo(join(folder, 'demo-letters'), 'approval');
  try {
    await enterDemo(app);
    await letterScenes(camera, app, output);
    await handlingScenes(camera, app);
  } finally {
    await app.close();
  }
}

async function meetings(camera: Camera, folder: string): Promise<void> {
  await emptyMeetingScenes(camera, join(folder, 'meetings'));
  const app = await startDemo(join(folder, 'demo-meetings'), 'approval');
  try {
    await enterDemo(app);
    await meetingScenes(camera, app);
  } finally {
    await app.close();
  }
}

await main(process.argv.slice(2));
