/** Files of meetings and items can be saved from the vault by those who have them (办法 31(三)), and no others. */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { afterEach, expect, it } from 'vitest';
import { type NodeWorkstation, required } from '../../../build/node-workstation.ts';
import { actions, agendaItem, close, convene, itemRecord, Meetings, planned } from './meetings-helpers.ts';

let world: Meetings;

afterEach(async () => {
  await world.remove();
});

const digest = (text: string) => createHash('sha256').update(text).digest('hex');

it('material of an item and evidence of progress are saved as they were given, on both sides', async () => {
  world = await Meetings.create();
  const { approval, market } = world;
  const [material] = required(await approval.workstation.addMeetingFiles([await chosen(approval, '口径不一致的例子')]));
  if (!material) throw new Error('no file');
  const item = agendaItem('信息推送口径', { files: [material] });
  const meetingId = await convene(approval, { agenda: [item] });
  const record = itemRecord(item, { outcome: 'agreed', conclusion: '统一', actions: [planned('报送清单')] });
  required(await close(approval, meetingId, [record]));
  await world.send(approval, [market], { meetings: [meetingId] });
  expect(await savedText(market, digest('口径不一致的例子'))).toBe('口径不一致的例子');

  const [action] = await actions(market);
  const files = [await chosen(market, '清单')];
  const report = { actionId: action?.actionId ?? '', note: '已报送', percent: 100, finished: true, files };
  required(await market.workstation.progressAction(report));
  expect(required(await approval.workstation.actionDetail(report.actionId)).files).toEqual([]);
  expect(await save(approval, digest('清单'))).toMatchObject({ ok: false, error: { code: 'attachment.not-found' } });
  await world.send(market, [approval], { meetings: [meetingId] });
  for (const at of [approval, market]) expect(await savedText(at, digest('清单'))).toBe('清单');
});

let count = 0;

async function chosen(at: NodeWorkstation, text: string) {
  count += 1;
  const path = world.two.path(`材料${count}.txt`);
  await writeFile(path, text);
  const { token, size } = await at.choose(path);
  return { token, name: `材料${count}.txt`, size };
}

function save(at: NodeWorkstation, sha256: string) {
  return at.workstation.saveAttachment({ sha256, token: at.target(world.two.path('另存.txt')).token });
}

async function savedText(at: NodeWorkstation, sha256: string): Promise<string> {
  required(await save(at, sha256));
  return readFile(world.two.path('另存.txt'), 'utf8');
}
