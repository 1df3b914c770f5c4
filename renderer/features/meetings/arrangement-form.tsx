/** The form of an arrangement; what is missing is told under each field once saving was tried, and at the foot always. */
import { Alert, App, Button, Flex, Input, Typography } from 'antd';
import { useState } from 'react';
import { todayIn } from '#shared/domain/dates.ts';
import type { Arrangement, MeetingKind } from '#shared/domain/meeting.ts';
import type { Failure } from '#shared/domain/result.ts';
import type { MeetingDetail } from '#shared/workstation/meetings/meetings-api.ts';
import { useNavigation } from '../../app/navigation.ts';
import { workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useHotkey } from '../../components/use-hotkey.ts';
import { useLeaveGuard } from '../../components/use-leave-guard.ts';
import { useWrite } from '../../components/use-write.ts';
import { ArrangementFields, fieldIdOf } from './arrangement-fields.tsx';
import { type ArrangementProblem, arrangementProblems, rebegun, withItems } from './arrangement-model.ts';
import { CarriedPicker } from './carried-picker.tsx';
import { ItemsEditor } from './items-editor.tsx';
import '../../components/record.css';
import './meetings.css';
import { text } from './text.ts';
import { useOwnDepartment } from './use-own.ts';

const words = text.form;

export interface FormStart {
  readonly arrangement: Arrangement;
  /** absent: a new meeting */
  readonly meetingId?: string;
  /** proposed by others and not on the agenda yet */
  readonly proposals: MeetingDetail['proposals'];
}

export interface ArrangementFormProps {
  readonly start: FormStart;
  readonly carried: readonly string[];
}

export function ArrangementForm({ start, carried }: ArrangementFormProps) {
  const isNew = start.meetingId === undefined;
  const [arrangement, setArrangement] = useState(start.arrangement);
  const [reason, setReason] = useState('');
  const [insistent, setInsistent] = useState(false);
  const today = todayIn('Asia/Shanghai', new Date());
  const problems = arrangementProblems(arrangement, { today, changed: !isNew, reason });
  const letGo = useLeaveGuard(arrangement !== start.arrangement);
  const change = (changes: Partial<Arrangement>) => setArrangement((now) => ({ ...now, ...changes }));
  const kind = useKind(start, carried, setArrangement);
  const saving = useSaving(start, letGo);
  const save = () => {
    setInsistent(true);
    const [first] = problems;
    if (first) focusField(first);
    else void saving.save(arrangement, reason);
  };
  useHotkey('Ctrl+S', save);
  const shown = insistent ? problems : [];
  return (
    <>
      <div className="meeting-form">
        {arrangement.applications.length > 0 && (
          <Alert
            className="wide"
            type="info"
            showIcon
            title={`${words.applications}：${words.applicationsHint}`}
            style={{ marginBottom: 12 }}
          />
        )}
        <ArrangementFields
          arrangement={arrangement}
          today={today}
          isNew={isNew}
          problems={shown}
          onChange={change}
          onKind={(next) => void kind.choose(next)}
        />
        <div className="wide" id={fieldIdOf('agenda')} tabIndex={-1}>
          <Agenda
            arrangement={arrangement}
            proposals={start.proposals}
            problems={shown}
            onChange={(agenda) => change({ agenda: [...agenda] })}
          />
        </div>
        {!isNew && <Reason reason={reason} problems={shown} onChange={setReason} />}
      </div>
      <Foot
        problems={problems}
        insistent={insistent}
        failure={saving.failure ?? kind.failure}
        busy={saving.busy}
        isNew={isNew}
        onSave={save}
      />
    </>
  );
}

function focusField({ field }: ArrangementProblem): void {
  const element = document.getElementById(fieldIdOf(field));
  element?.scrollIntoView({ block: 'center' });
  element?.focus({ preventScroll: true });
}

function useKind(start: FormStart, carried: readonly string[], setArrangement: (change: (now: Arrangement) => Arrangement) => void) {
  const [begun, setBegun] = useState(start.arrangement);
  const [failure, setFailure] = useState<Failure>();
  const choose = async (kind: MeetingKind) => {
    if (start.meetingId !== undefined) return setArrangement((now) => ({ ...now, kind }));
    const next = await workstation().beginMeeting({ kind, applications: start.arrangement.applications, carried });
    setFailure(next.ok ? undefined : next.error);
    if (!next.ok) return;
    setArrangement((now) => rebegun(now, begun, next.value));
    setBegun(next.value);
  };
  return { failure, choose };
}

function useSaving({ meetingId }: FormStart, letGo: () => void) {
  const { message } = App.useApp();
  const { busy, failure, write } = useWrite();
  const save = async (arrangement: Arrangement, reason: string) => {
    const known = meetingId !== undefined && { meetingId };
    const saved = await write(() => workstation().conveneMeeting({ ...known, arrangement, reason }));
    if (!saved) return;
    letGo();
    void message.success(meetingId === undefined ? words.saved : words.changed);
    const { page, back, go } = useNavigation.getState();
    // a change goes back to where it came from; a new meeting is shown, and the way back doesn't lead to the empty form
    if (meetingId !== undefined) return back();
    if (page.name === 'meetingForm') useNavigation.setState({ page: { name: 'meetings' } });
    go({ name: 'meeting', meetingId: saved.meetingId });
  };
  return { busy, failure, save };
}

interface AgendaProps {
  readonly arrangement: Arrangement;
  readonly proposals: FormStart['proposals'];
  readonly problems: readonly ArrangementProblem[];
  readonly onChange: (agenda: Arrangement['agenda']) => void;
}

function Agenda({ arrangement, proposals, problems, onChange }: AgendaProps) {
  const own = useOwnDepartment();
  const { message } = App.useApp();
  const { agenda } = arrangement;
  const [taken, setTaken] = useState(false);
  const add = () => {
    onChange(
      withItems(
        agenda,
        proposals.map(({ item }) => item),
      ),
    );
    setTaken(true);
    void message.success(words.proposalsAdded);
  };
  const problem = problems.find(({ field }) => field === 'agenda');
  return (
    <Flex vertical gap={8} style={{ marginBottom: 16 }}>
      <Flex align="center" gap={8} wrap>
        <span>{words.agenda}</span>
        {proposals.length > 0 && !taken && (
          <Button type="primary" size="small" onClick={add} data-testid="meetingForm.takeProposals">
            {words.takeProposals(proposals.length)}
          </Button>
        )}
        <CarriedPicker kind={arrangement.kind} agenda={agenda} onTake={(items) => onChange(withItems(agenda, items))} />
      </Flex>
      <ItemsEditor items={agenda} proposer={own} onChange={(items) => onChange([...items])} />
      {problem && <Typography.Text type="danger">{problem.message}</Typography.Text>}
    </Flex>
  );
}

interface ReasonProps {
  readonly reason: string;
  readonly problems: readonly ArrangementProblem[];
  readonly onChange: (reason: string) => void;
}

function Reason({ reason, problems, onChange }: ReasonProps) {
  const problem = problems.find(({ field }) => field === 'reason');
  return (
    <div className="wide" style={{ marginBottom: 16 }}>
      <label htmlFor={fieldIdOf('reason')}>{words.reason}</label>
      <Input
        id={fieldIdOf('reason')}
        value={reason}
        maxLength={500}
        placeholder={words.reasonPlaceholder}
        {...(problem && { status: 'error' as const })}
        onChange={(event) => onChange(event.target.value)}
        data-testid="meetingForm.reason"
      />
      {problem && <Typography.Text type="danger">{problem.message}</Typography.Text>}
    </div>
  );
}

interface FootProps {
  readonly problems: readonly ArrangementProblem[];
  readonly insistent: boolean;
  readonly failure: Failure | undefined;
  readonly busy: boolean;
  readonly isNew: boolean;
  readonly onSave: () => void;
}

function Foot({ problems, insistent, failure, busy, isNew, onSave }: FootProps) {
  const type = problems.length === 0 ? 'success' : insistent ? 'danger' : 'secondary';
  return (
    <div className="record-form-foot meeting-form-foot">
      <FailureAlert failure={failure} title={text.failed} style={{ marginBottom: 8 }} />
      <Flex align="center" gap={8}>
        <Typography.Text type={type} style={{ flex: 1 }} aria-live="polite" data-testid="meetingForm.state" data-problems={problems.length}>
          {problems.length === 0 ? words.ready : words.problems(problems.length)}
        </Typography.Text>
        <Button disabled={busy} onClick={() => useNavigation.getState().back()} data-testid="meetingForm.cancel">
          {words.back}
        </Button>
        <Button type="primary" loading={busy} onClick={onSave} data-testid="meetingForm.save">
          {isNew ? words.ok : words.changeOk}
        </Button>
      </Flex>
    </div>
  );
}
