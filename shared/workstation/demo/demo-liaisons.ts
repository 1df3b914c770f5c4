/** 联络员 of the demo world (办法 27, 28): every department has filed one, but one; at the market bureau somebody took over. */
import { addDays } from '#shared/domain/dates.ts';
import { fillLetter } from '#shared/domain/letter-templates.ts';
import { LIAISON_DUTIES, type Liaison, type LiaisonDuty } from '#shared/domain/liaison.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import { clock } from './demo-clock.ts';
import { DEMO_DEPARTMENTS, type DemoDepartmentKey, demoOperator } from './demo-departments.ts';
import type { DemoMeetingDesk } from './demo-meeting-desk.ts';

const ALL = Object.keys(LIAISON_DUTIES) as LiaisonDuty[];

/** 教育和文化旅游局 has named nobody yet: 27 asks for at least one. */
const SECTIONS: readonly (readonly [by: DemoDepartmentKey, section: string, position: string])[] = [
  ['emergency', '危险化学品监管科', '科长'],
  ['ecology', '环评与排放管理科', '科长'],
  ['construction', '工程质量安全科', '科长'],
  ['transport', '运输管理科', '副科长'],
  ['health', '综合监督科', '科长'],
  ['humanResources', '劳动关系科', '科长'],
  ['rural', '水政水资源科', '科长'],
];
const TITLE = '联络员名单';
const PREDECESSOR = '屠临秋';

export function planLiaisons(desk: DemoMeetingDesk): void {
  planApprovalOfficers(desk);
  planMarketOfficers(desk);
  for (const [index, [by, section, position]] of SECTIONS.entries()) {
    const officer = officerOf(desk, by, demoOperator(by), section, position, ALL);
    const entries: Entry[] = [];
    desk.at(26, clock(13, 40) + index * 2, (time) => {
      entries.push(desk.keep('liaison.filed', by, time, undefined, { liaison: officer, reason: '' }));
    });
    send(desk, by, 'approval', 25, clock(9, 5) + index * 3, entries);
    // The market bureau believes their keys from the list of the day before on.
    send(desk, by, 'market', 23, clock(9, 5) + index * 3, entries);
  }
}

function officerOf(
  { world }: DemoMeetingDesk,
  by: DemoDepartmentKey,
  name: string,
  section: string,
  position: string,
  duties: readonly LiaisonDuty[],
): Liaison {
  const serial = Object.keys(DEMO_DEPARTMENTS).indexOf(by) + 1;
  return {
    ...{
      name,
      section,
      position,
      telephone: DEMO_DEPARTMENTS[by].telephone,
      mobile: `1000000${String(serial).padStart(2, '0')}${name.length}0`,
    },
    ...{ duties: [...duties], headOfSection: !position.startsWith('副'), from: addDays(world.today, -420), until: '' },
  };
}

/** Two, each with a part of 28(一)–(四). */
function planApprovalOfficers(desk: DemoMeetingDesk): void {
  const entries: Entry[] = [];
  const officers = [
    officerOf(desk, 'approval', '岑见禾', '审批协调科', '科长', ['meetings', 'platform']),
    officerOf(desk, 'approval', '尹听禾', '现场勘验科', '副科长', ['exchange', 'fieldwork']),
  ];
  for (const [index, liaison] of officers.entries()) {
    desk.at(27, clock(8, 40) + index * 2, (time) => {
      entries.push(desk.keep('liaison.filed', 'approval', time, undefined, { liaison, reason: '' }));
    });
  }
  for (const to of ['market', 'emergency'] as const) send(desk, 'approval', to, 27, clock(8, 46), entries);
}

/** 27: 因工作变动需要调整的，由所在单位确定后，报审批部门备案. The letter names the new one. */
function planMarketOfficers(desk: DemoMeetingDesk): void {
  const { world, letters } = desk;
  const entries: Entry[] = [];
  const before = officerOf(desk, 'market', PREDECESSOR, '登记注册指导科', '科长', ALL);
  const after: Liaison = { ...officerOf(desk, 'market', '骆知苇', '登记注册指导科', '科长', ALL), from: desk.day(26) };
  desk.at(27, clock(14, 5), (time) => {
    entries.push(desk.keep('liaison.filed', 'market', time, undefined, { liaison: before, reason: '' }));
  });
  desk.at(26, clock(10, 45), (time) => {
    const left = { ...before, until: addDays(desk.day(26), -1) };
    entries.push(desk.keep('liaison.filed', 'market', time, entries[0]?.subject, { liaison: left, reason: '岗位调整，不再担任联络员。' }));
    entries.push(desk.keep('liaison.filed', 'market', time + 60_000, undefined, { liaison: after, reason: '' }));
  });
  desk.at(26, clock(11, 5), (time, day) => {
    const { telephone } = DEMO_DEPARTMENTS.market;
    const liaisons = [{ name: after.name, office: after.section, position: after.position, telephone }];
    const facts = { ...letters.facts('market', ['approval']), liaisons, replaced: PREDECESSOR };
    const letter = letters.issue({ from: 'market', to: ['approval'], day, time, content: fillLetter('liaisonFiling', facts) });
    letters.send(letter, 'market', 'approval', 26);
    const payload = { liaison: after, reason: '起草联络员备案函', letterId: letter.subject };
    entries.push(world.entry('liaison.filed', 'market', time + 1, entries.at(-1)?.subject, payload));
    world.append('market', time + 1, ...entries.slice(-1));
  });
  for (const to of ['approval', 'emergency'] as const) send(desk, 'market', to, 26, clock(11, 14), entries);
}

function send(desk: DemoMeetingDesk, sender: DemoDepartmentKey, recipient: DemoDepartmentKey, k: number, minutes: number, facts: Entry[]) {
  desk.at(k, minutes, (time, day) => {
    if (facts.length > 0) desk.send({ sender, recipient }, { k, day, time }, { title: TITLE, records: [], facts: [...facts] });
  });
}
