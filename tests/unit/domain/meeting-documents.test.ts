/** 会议记录, 会议纪要 and 备忘录 from one record, and the checks before they are issued (办法 31(三); GB/T 9704-2012 10.3). */
import { describe, expect, it } from 'vitest';
import { type MeetingDocumentContent, type MeetingDocumentForm, meetingDocumentContentSchema } from '#shared/domain/meeting.ts';
import { checkMeetingDocument, type MeetingDocumentProblem } from '#shared/domain/meeting-document-checks.ts';
import { isFactTable, seriesName, thirdPerson, titleWith } from '#shared/domain/meeting-document-parts.ts';
import { type MeetingDocumentFacts, meetingDocument } from '#shared/domain/meeting-documents.ts';
import { APPROVAL, arrangement, EMERGENCY, facts, items, MARKET, meetingRecord, person, TITLES } from '../documents/meetings.ts';

const make = (form: MeetingDocumentForm, more: Partial<MeetingDocumentFacts> = {}) => meetingDocument(form, facts(more));

/** All that is to be read, tables too. */
function textOf({ body }: MeetingDocumentContent): string {
  return body.map((block) => (block.type === 'table' ? block.rows.map((cells) => cells.join('|')).join('\n') : block.text)).join('\n');
}

function check(content: MeetingDocumentContent, signer = '李局长'): readonly MeetingDocumentProblem[] {
  return checkMeetingDocument(content, { stage: 'issue', today: '2026-11-26', signer });
}

const codes = (content: MeetingDocumentContent) => check(content).map(({ code }) => code);

describe('31(三): a 会议记录', () => {
  const text = textOf(make('record'));

  it('says when, where, who presided, who noted, who was there, came late, had leave or was absent', () => {
    expect(text).toContain('会议时间|2026年11月25日9时35分至11时10分');
    expect(text).toContain('会议地点|区政务服务中心305会议室');
    expect(text).toContain('主持人|李明');
    expect(text).toContain('记录人|王芳');
    expect(text).toContain(`${MARKET}：张伟（信用监管科科长）、刘洋（食品科科长，迟到）`);
    expect(text).toContain('列席人员|宁新区司法局：周敏（法制科科长）');
    expect(text).toContain(`请假人员|${EMERGENCY}：赵强（办公室主任，参加市里会议）`);
    expect(text).toContain(`缺席人员|${EMERGENCY}：孙磊`);
    expect(text).toContain('应到8人，实到6人，迟到1人，请假1人，缺席1人。');
  });

  it('says by item who said what in own words, where each stood, how it was voted, what came of it', () => {
    expect(text).toContain(`张伟（${MARKET}）：我局在日常监管中发现`);
    expect(text).toContain(`王芳（${APPROVAL}）：同意统一标准。我们明天就可以`);
    expect(text).toContain(`${EMERGENCY}：不同意。我局没有相应的专家力量`);
    expect(text).toContain('同意1票，反对1票，弃权1票。');
    expect(text).toContain('未达成一致意见：各方对核查的组织单位意见不一致。');
    expect(text).toContain('下一步：形成解决意见，提请区行政审批与监管联席会议审定。');
    const order = TITLES.map((title) => text.indexOf(title));
    expect([...order].sort((a, b) => a - b)).toEqual(order);
    expect(order).not.toContain(-1);
  });

  it('is signed by chair and recorder, and numbered as headings are; nothing stands in its way', () => {
    const content = make('record');
    expect(content).toMatchObject({ title: '2026年11月审批与监管联络员例会记录', chair: '李明', recorder: '王芳', present: [] });
    expect(check(content)).toEqual([]);
    expect(codes({ ...content, chair: ' ', recorder: '' })).toEqual(['chair.missing', 'recorder.missing']);
  });

  it('leaves out parts that nothing was noted of', () => {
    expect(text).not.toMatch(/（二）各方意见\n.*（三）表决情况\n（四）/);
    const bare = textOf(make('record', { record: meetingRecord({ endedAt: '', attendance: [] }) }));
    expect(bare).not.toContain('出席人员');
    expect(bare).not.toContain('结束');
  });
});

describe('31(三), GB/T 9704 10.3: a 会议纪要', () => {
  const content = make('minutes');
  const text = textOf(content);

  it('begins with time, place, chair and who came, and has only what was agreed', () => {
    expect(content).toMatchObject({ title: '审批与监管联络员例会纪要', issue: '（第3期）', department: APPROVAL, date: '2026-11-26' });
    expect(text).toContain('2026年11月25日上午，宁新区行政审批服务局在区政务服务中心305会议室召集');
    expect(text).toContain('李明主持会议');
    expect(text).toContain(`${MARKET}、${EMERGENCY}参加会议，宁新区司法局列席会议。`);
    expect(text).toContain(TITLES[0]);
    expect(text).not.toContain(TITLES[2]);
    expect(text).not.toContain('反对');
  });

  it('speaks in the third person, with the responsible unit and the date of each action', () => {
    expect(text).not.toMatch(/我局|我们/);
    expect(text).toContain(`会议认为，核查标准应当统一；${MARKET}的监管检查表可以作为核查标准的基础。`);
    expect(text).toContain('会议议定，统一食品经营许可告知承诺核查标准');
    expect(text).toContain(`会议要求：\n1.由${APPROVAL}负责制定`);
    expect(text).toContain(`2.由${MARKET}负责对监管人员开展一次核查标准培训，于2026年12月18日前完成。`);
    expect(text).toContain(`会议要求，由${APPROVAL}负责修改自建系统导出的表格，于2026年12月25日前完成。`);
  });

  it('says what the meeting holds only where nobody differed', () => {
    const [first, ...others] = items();
    const differing = { ...first, positions: [{ department: MARKET, stance: 'reserve' as const, text: '另行研究' }] } as typeof first;
    const record = { ...meetingRecord(), items: [differing, ...others].flatMap((item) => item ?? []) };
    expect(textOf(make('minutes', { record }))).not.toMatch(/会议认为|另行研究/);
  });

  it('names 出席, 请假 and 列席, and sends itself to all parties', () => {
    expect(content.present).toEqual([
      { label: '出席', names: `李明、王芳（${APPROVAL}），张伟、刘洋（${MARKET}），陈静（${EMERGENCY}）` },
      { label: '请假', names: `赵强（${EMERGENCY}）` },
      { label: '列席', names: '周敏（宁新区司法局）' },
    ]);
    expect(content.copies).toEqual([MARKET, EMERGENCY, '宁新区司法局']);
    expect(check(content)).toEqual([]);
  });

  it('says what it corrects', () => {
    const corrects = { title: '审批与监管联络员例会纪要', issue: '（第2期）', date: '2026-11-02' };
    expect(textOf(make('minutes', { corrects }))).toMatch(
      /^2026年11月2日印发的《审批与监管联络员例会纪要》（第2期）有误，现予更正，以本纪要为准。/,
    );
  });
});

describe('31(三): a 备忘录', () => {
  const content = make('memorandum');
  const text = textOf(content);

  it('has subject, day and parties, and the position of each on each item in the third person', () => {
    expect(text).toContain(`事由|1.${TITLES[0]}`);
    expect(text).toContain('日期|2026年11月25日9时35分');
    expect(text).toContain(`1|${EMERGENCY}|不同意|${EMERGENCY}没有相应的专家力量，不能承担核查组织工作`);
    expect(text).toContain(`2|${APPROVAL}|保留意见|建议由应急管理局提供专家名单`);
    expect(text).toContain('会议结果：未达成一致意见。各方对核查的组织单位意见不一致。');
    expect(text).not.toMatch(/我局|我们/);
  });

  it('says what follows: actions, and what the 联席会议 is asked to decide', () => {
    expect(text).toContain(`2|对监管人员开展一次核查标准培训|${MARKET}|2026年12月18日`);
    expect(text).toMatch(
      /加油站经营许可现场核查的职责分工：未达成一致意见，根据《.*》.*第三十一条第（三）项，形成解决意见，提请区行政审批与监管联席会议审定。/,
    );
    const [, , third] = items();
    const record = { ...meetingRecord(), items: third ? [{ ...third, next: 'nextMeeting' as const }] : [] };
    expect(textOf(make('memorandum', { record }))).toContain('择机再次召开例会研究');
  });

  it('is signed by the parties, not by those who only listened', () => {
    expect(content.signatories).toEqual([APPROVAL, MARKET, EMERGENCY]);
    expect(check(content)).toEqual([]);
    expect(codes({ ...content, signatories: [APPROVAL, ' '] })).toEqual(['signatories.missing', 'signatories.empty']);
  });
});

describe('titles', () => {
  it('say 会议 once', () => {
    expect(titleWith('联席会议', '纪要')).toBe('联席会议纪要');
    expect(titleWith('加油站审批协调会', '记录')).toBe('加油站审批协调会记录');
    expect(titleWith('危化品许可专题研究', '纪要')).toBe('危化品许可专题研究会议纪要');
  });

  it('of a 纪要 name the series', () => {
    expect(seriesName({ kind: 'monthly', title: '2026年11月例会' })).toBe('审批与监管联络员例会');
    expect(seriesName({ kind: 'jointConference', title: '2026年第二次行政审批与监管联席会议' })).toBe('行政审批与监管联席会议');
    expect(seriesName({ kind: 'thematic', title: '某加油站许可撤销专题会议' })).toBe('某加油站许可撤销专题会议');
  });

  it('quoted inside 《》 keep their first person', () => {
    expect(thirdPerson('我局发出《我局关于核查的函》，请本部门人员知悉', '甲局')).toBe('甲局发出《我局关于核查的函》，请甲局人员知悉');
  });
});

describe('whatever the record holds', () => {
  it('stays within what the ledger can keep: 300 people, 60 items with 20 speeches each', () => {
    const people = Array.from({ length: 300 }, (_, index) => person(`欧阳某${index}`, `宁新区第${index % 40}街道办事处综合行政执法办公室`));
    const [first] = items();
    const speech = { speaker: '张伟', department: MARKET, text: '监'.repeat(1000) };
    const many = Array.from({ length: 60 }, () => ({ ...first, speeches: Array.from({ length: 20 }, () => speech) }));
    const record = { ...meetingRecord({ attendance: people }), items: many.flatMap((item) => (first ? [{ ...first, ...item }] : [])) };
    const title = '会'.repeat(200);
    for (const form of ['record', 'minutes', 'memorandum'] as const) {
      const content = make(form, { record, arrangement: arrangement({ title }) });
      expect(meetingDocumentContentSchema.safeParse(content).error?.issues[0]).toBeUndefined();
    }
    const text = textOf(make('record', { record }));
    expect(text.match(/监/g)?.length).toBeGreaterThanOrEqual(60 * 20 * 1000);
    for (const { name } of people) expect(text).toContain(name);
  });
});

describe('checkMeetingDocument', () => {
  const minutes = make('minutes');
  const paragraph = (text: string) => ({ type: 'paragraph' as const, text });
  const heading = (text: string) => ({ type: 'heading' as const, level: 1 as const, text });
  const withItem = (...texts: readonly string[]) => ({ ...minutes, body: [heading('一、关于核查标准'), ...texts.map(paragraph)] });

  it('31(三) 分工负责: an agreed item without a responsible unit or a date is pointed at', () => {
    expect(codes(withItem('会议议定，统一核查标准。'))).toEqual(['minutes.unit-missing', 'minutes.date-missing']);
    expect(codes(withItem('会议要求，由宁新区应急管理局负责制定标准。'))).toEqual(['minutes.date-missing']);
    expect(codes(withItem('会议要求，尽快制定标准，于2026年12月10日前完成。'))).toEqual(['minutes.unit-missing']);
    // who explained the matter isn't in charge of it
    expect(codes(withItem('会议听取了宁新区应急管理局的说明。会议要求，于2026年12月10日前完成。'))).toEqual(['minutes.unit-missing']);
    expect(codes(withItem('会议要求，由宁新区应急管理局牵头，于2026年12月10日前完成。'))).toEqual([]);
    const [missing] = check(withItem('会议议定，统一核查标准。'));
    expect(missing).toMatchObject({ level: 'warning', text: '一、关于核查标准', at: { part: 'body', block: 0 } });
  });

  it('31(三): a 纪要 without anything agreed is not issued', () => {
    const content = make('minutes', { record: { ...meetingRecord(), items: items().slice(2) } });
    expect(check(content)).toMatchObject([{ level: 'error', code: 'minutes.nothing-agreed' }]);
  });

  it('finds the first person, with its place, but not inside titles of others', () => {
    const content = withItem('会议要求，由宁新区应急管理局按《我局核查规定》负责，我们于2026年12月10日前反馈我局。');
    const found = check(content).filter(({ code }) => code === 'person.first');
    expect(found.map(({ text }) => text)).toEqual(['我们', '我局']);
    expect(found[0]).toMatchObject({ level: 'warning', at: { part: 'body', block: 1, start: 26, end: 28 } });
  });

  it('finds relative dates in a 纪要 and a 备忘录, not in what somebody is recorded to have said', () => {
    expect(codes(withItem('会议要求，由宁新区应急管理局负责，明天、本周内于2026年12月10日前完成。'))).toEqual([
      'date.relative',
      'date.relative',
    ]);
    expect(codes(make('record'))).not.toContain('date.relative');
  });

  it('finds what is empty, and headings with nothing below', () => {
    const body = [heading('一、关于核查标准'), heading('二、关于填写规范'), paragraph('  ')];
    expect(codes({ ...minutes, body })).toContain('body.missing');
    const filled = [...minutes.body, heading('三、其他'), paragraph('')];
    expect(codes({ ...minutes, body: filled })).toContain('body.empty');
    expect(codes({ ...minutes, body: [...minutes.body, heading('三、其他')] })).toContain('heading.bare');
    expect(codes({ ...minutes, title: '' })).toEqual(['title.missing']);
    expect(codes({ ...minutes, department: '' })).toEqual(['department.missing']);
    expect(codes({ ...minutes, present: [] })).toEqual(['present.missing']);
    expect(codes({ ...minutes, present: [...minutes.present, { label: '列席', names: '' }] })).toEqual(['present.empty']);
    expect(codes({ ...minutes, date: '2026-12-26' })).toEqual(['date.future']);
    expect(check(minutes, ' ').map(({ code }) => code)).toEqual(['signer.missing']);
  });

  it('knows the rules of letters that hold for every official text, and none of those about 函', () => {
    const text = '会议要求，由〔责任单位〕负责，务必遵照执行，密级：机密，于2026年12月10日前完成。';
    expect(codes(withItem(text))).toEqual(expect.arrayContaining(['placeholder.unfilled', 'secrecy.mark']));
    expect(codes(withItem(text))).not.toContain('phrase.command');
  });

  it('a table of facts alone is no text', () => {
    const record = make('record');
    expect(codes({ ...record, body: record.body.filter(isFactTable) })).toEqual(['body.missing']);
  });
});
