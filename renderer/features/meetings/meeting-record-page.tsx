/** 会议记录, written while the meeting goes on: items at the left, the chosen one at the right, saved every few seconds. */
import { CheckCircleOutlined, EditOutlined, QuestionCircleOutlined } from '@ant-design/icons';
import { Alert, App, Button, Modal, Spin } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { todayIn } from '#shared/domain/dates.ts';
import type { MeetingDetail } from '#shared/workstation/meetings/meetings-api.ts';
import { useNavigation } from '../../app/navigation.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { SaveLine } from '../../components/paper/save-line.tsx';
import { useAsync } from '../../components/use-async.ts';
import { useLeaveGuard } from '../../components/use-leave-guard.ts';
import { useSavedLeaving } from '../../components/use-saved-leaving.ts';
import { OWNERS } from './action-lines.tsx';
import { AttendancePanel } from './attendance-panel.tsx';
import { CloseDialog } from './close-dialog.tsx';
import './meetings.css';
import { placeId, type RecordPlace } from './record-check.ts';
import { focusLater } from './record-focus.ts';
import { RecordItem } from './record-item.tsx';
import { RecordList } from './record-list.tsx';
import { departmentsOf, itemsOf, withoutItem } from './record-model.ts';
import { recordText } from './record-text.ts';
import { SPEAKERS } from './speech-lines.tsx';
import { text } from './text.ts';
import { type RecordEditor, useRecord } from './use-record.ts';
import { useRecordKeys } from './use-record-keys.ts';

const words = recordText;

export interface MeetingRecordPageProps {
  readonly meetingId: string;
}

export function MeetingRecordPage({ meetingId }: MeetingRecordPageProps) {
  const back = useNavigation((navigation) => navigation.back);
  const { value, failure, reload } = useAsync(() => workstation().meetingDetail(meetingId), [meetingId]);
  const [correcting, setCorrecting] = useState(false);
  if (value?.row.meetingId === meetingId) {
    const key = `${meetingId} ${value.closed} ${correcting}`;
    return <RecordEditorPage key={key} detail={value} correcting={correcting} onCorrect={() => setCorrecting(true)} />;
  }
  return (
    <div>
      <PageHeader title={words.title} onBack={back} />
      {failure ? (
        <FailureAlert failure={failure} title={text.readFailed} onRetry={reload} />
      ) : (
        <Spin delay={300} description={text.loading} />
      )}
    </div>
  );
}

interface RecordEditorPageProps {
  readonly detail: MeetingDetail;
  readonly correcting: boolean;
  readonly onCorrect: () => void;
}

function RecordEditorPage({ detail, correcting, onCorrect }: RecordEditorPageProps) {
  const readOnly = useSession((session) => session.ledger?.readOnly === true);
  const go = useNavigation((navigation) => navigation.go);
  const { message } = App.useApp();
  const { row, closed } = detail;
  const [start] = useState(detail.record);
  const cancelled = row.stage === 'cancelled';
  const editable = !readOnly && !cancelled && (!closed || correcting);
  const editor = useRecord({ meetingId: row.meetingId, record: start, editable, autosave: !closed });
  const letGo = useLeaveGuard(correcting && editor.record !== start);
  useSavedLeaving(editor.saving);
  const [selected, setSelected] = useState<string>();
  const [dialog, setDialog] = useState<'close' | 'keys'>();
  const items = itemsOf(editor.record);
  const shown = items.findIndex(({ itemId }) => itemId === selected);
  const select = useCallback((index: number) => setSelected(items[index]?.itemId), [items]);
  const goTo = (place: RecordPlace) => {
    setDialog(undefined);
    setSelected(place.itemId);
    focusLater(placeId(place));
  };
  useRecordKeys({
    enabled: dialog === undefined,
    selected: shown,
    count: items.length,
    onSelect: select,
    onRestore: () => {
      const removal = editor.restore();
      if (removal) setSelected(removal.kind === 'attendee' ? undefined : removal.kind === 'item' ? removal.value.itemId : removal.itemId);
    },
    onSave: () => void editor.saving.save(),
    onHelp: () => setDialog('keys'),
  });
  const onClosed = () => {
    letGo();
    void message.success(row.own ? `${words.closing.done}。${words.closing.doneOwn}` : words.closing.done);
    // the record is final: the way back doesn't lead into it
    useNavigation.setState({ page: { name: 'meeting', meetingId: row.meetingId }, guard: undefined });
    go({ name: 'meeting', meetingId: row.meetingId, tab: 'documents' });
  };
  return (
    <div className="page-fill record-page" data-testid="record">
      <PageHeader
        title={row.title}
        description={closed ? undefined : <SaveLine saving={editor.saving} testId="record" seconds />}
        onBack={() => useNavigation.getState().back()}
        actions={
          <>
            <Button icon={<QuestionCircleOutlined />} onClick={() => setDialog('keys')} data-testid="record.keys">
              {words.keys}
            </Button>
            {closed && !correcting && !readOnly && !cancelled && (
              <Button icon={<EditOutlined />} onClick={onCorrect} data-testid="record.correct">
                {words.closing.correct}
              </Button>
            )}
            {editable && (
              <Button type="primary" icon={<CheckCircleOutlined />} onClick={() => setDialog('close')} data-testid="record.close.open">
                {words.closing.open}
              </Button>
            )}
          </>
        }
      />
      <Notices detail={detail} correcting={correcting} editor={editor} />
      <div className="record-columns-page">
        <RecordList items={items} selected={shown} editor={editor} onSelect={select} />
        <Main detail={detail} editor={editor} selected={shown} onRemoved={() => setSelected(undefined)} />
      </div>
      <CloseDialog
        open={dialog === 'close'}
        detail={detail}
        today={todayIn('Asia/Shanghai', new Date())}
        editor={editor}
        onGo={goTo}
        onClose={() => setDialog(undefined)}
        onClosed={onClosed}
      />
      <Keys open={dialog === 'keys'} onClose={() => setDialog(undefined)} />
    </div>
  );
}

function Notices({
  detail,
  correcting,
  editor,
}: {
  readonly detail: MeetingDetail;
  readonly correcting: boolean;
  readonly editor: RecordEditor;
}) {
  const { removal, saving } = editor;
  const closed = detail.closed && (correcting ? words.closing.correcting : words.closing.closed);
  return (
    <>
      {detail.row.stage === 'cancelled' && <Alert type="warning" showIcon title={words.closing.cancelled} />}
      {closed && <Alert type={correcting ? 'warning' : 'info'} showIcon title={closed} />}
      <FailureAlert failure={saving.failure} title={words.saveFailed} onRetry={() => void saving.save()} />
      {removal && (
        <Alert
          type="info"
          title={words.removed(words.kinds[removal.kind])}
          action={
            <Button size="small" onClick={() => editor.restore()} data-testid="record.restore">
              {words.restore}
            </Button>
          }
        />
      )}
    </>
  );
}

interface MainProps {
  readonly detail: MeetingDetail;
  readonly editor: RecordEditor;
  readonly selected: number;
  readonly onRemoved: () => void;
}

function Main({ detail, editor, selected, onRemoved }: MainProps) {
  const { attendance } = editor.record.head;
  const ids = useDepartmentIds();
  const convener = useMemo(() => {
    const departmentId = ids.get(detail.row.convener);
    return { ...(departmentId !== undefined && { departmentId }), department: detail.row.convener };
  }, [ids, detail.row.convener]);
  const departments = useMemo(() => departmentsOf(convener, detail.arrangement, attendance), [convener, detail.arrangement, attendance]);
  const item = itemsOf(editor.record)[selected];
  const remove = () => {
    if (!item) return;
    editor.removed({ kind: 'item', value: item });
    editor.changeRecord((now) => withoutItem(now, item.itemId));
    onRemoved();
  };
  return (
    <div className="record-main">
      {item ? (
        <RecordItem
          key={item.itemId}
          item={item}
          agenda={detail.arrangement.agenda.find(({ itemId }) => itemId === item.itemId)}
          departments={departments}
          ownerIds={ids}
          date={detail.arrangement.date}
          editor={editor}
          onRemove={remove}
        />
      ) : (
        <AttendancePanel parties={detail.parties} departmentIds={ids} editor={editor} />
      )}
      <datalist id={SPEAKERS}>
        {attendance
          .filter(({ name }) => name !== '')
          .map(({ name, department }) => (
            <option key={`${department} ${name}`} value={name}>
              {department}
            </option>
          ))}
      </datalist>
      <datalist id={OWNERS}>
        {[...new Set([...departments.map(({ department }) => department), ...ids.keys()])].map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </div>
  );
}

/** Departments of the directory and the own one, by name. */
function useDepartmentIds(): ReadonlyMap<string, string> {
  const directory = useAsync(() => workstation().directory()).value;
  const own = useSession((session) => session.info?.department);
  return useMemo(() => {
    const all = [...(directory ?? []).map(({ department }) => department), ...(own ? [own] : [])];
    return new Map(all.map(({ name, uscc }) => [name, uscc]));
  }, [directory, own]);
}

function Keys({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Modal open={open} title={words.keysTitle} onCancel={onClose} footer={<Button onClick={onClose}>{text.close}</Button>} width={560}>
      <dl className="record-keys" data-testid="record.keyList">
        {words.keyList.map(({ keys, action }) => (
          <div key={keys}>
            <dt>{keys}</dt>
            <dd>{action}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
