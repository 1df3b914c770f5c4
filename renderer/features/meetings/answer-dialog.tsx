/** Whether this department comes, and who (办法 31(二): 不得以任何不正当理由拒绝参加). */
import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Alert, App, Button, Form, Input, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import type { MeetingDetail, MeetingParty } from '#shared/workstation/meetings/meetings-api.ts';
import { workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { testId } from '../../components/test-id.ts';
import { useAsync } from '../../components/use-async.ts';
import { useWrite } from '../../components/use-write.ts';
import { text } from './text.ts';

const words = text.answer;
type Person = MeetingParty['persons'][number];

export interface AnswerDialogProps {
  readonly open: boolean;
  readonly detail: MeetingDetail;
  readonly onClose: () => void;
}

export function AnswerDialog({ open, detail, onClose }: AnswerDialogProps) {
  const known = detail.parties.find(({ own }) => own);
  const { message } = App.useApp();
  const [answer, setAnswer] = useState<'accepted' | 'refused'>(known?.answer ?? 'accepted');
  const [persons, setPersons] = useState<readonly Person[]>(known?.persons ?? []);
  const [reason, setReason] = useState(known?.reason ?? '');
  const [insistent, setInsistent] = useState(false);
  const { busy, failure, write } = useWrite();
  const named = persons.filter(({ name }) => name.trim() !== '');
  const missing = answer === 'accepted' ? named.length === 0 : reason.trim().length < 2;
  const submit = async () => {
    setInsistent(true);
    if (missing) return;
    const input = { meetingId: detail.row.meetingId, answer, reason: answer === 'refused' ? reason : '', persons: named };
    const done = await write(async () => {
      const result = await workstation().answerAttendance(input);
      return result.ok ? { ok: true, value: true } : result;
    });
    if (!done) return;
    void message.success(words.done);
    onClose();
  };
  return (
    <Modal
      open={open}
      title={words.title}
      width={640}
      mask={{ closable: false }}
      onCancel={onClose}
      okText={words.ok}
      cancelText={text.cancel}
      confirmLoading={busy}
      okButtonProps={testId('meeting.answer.ok')}
      onOk={() => void submit()}
    >
      <FailureAlert failure={failure} title={text.failed} style={{ marginBottom: 12 }} />
      <Form layout="vertical">
        <Form.Item>
          <Radio.Group value={answer} onChange={(event) => setAnswer(event.target.value)}>
            {(['accepted', 'refused'] as const).map((value) => (
              <Radio key={value} value={value} data-testid={`meeting.answer.${value}`}>
                {words[value]}
              </Radio>
            ))}
          </Radio.Group>
        </Form.Item>
        {answer === 'accepted' ? (
          <Form.Item label={words.persons} {...(insistent && missing && { validateStatus: 'error' as const, help: words.personsRequired })}>
            <Persons persons={persons} onChange={setPersons} />
          </Form.Item>
        ) : (
          <Form.Item
            label={words.reason}
            extra={words.reasonHint}
            {...(insistent && missing && { validateStatus: 'error' as const, help: words.reasonRequired })}
          >
            <Input.TextArea
              value={reason}
              maxLength={500}
              autoSize={{ minRows: 2, maxRows: 6 }}
              onChange={(event) => setReason(event.target.value)}
              data-testid="meeting.answer.reason"
            />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}

function Persons({ persons, onChange }: { readonly persons: readonly Person[]; readonly onChange: (persons: readonly Person[]) => void }) {
  const liaisons = useAsync(() => workstation().liaisons()).value?.rows.filter(({ own, inOffice }) => own && inOffice);
  const free = (liaisons ?? []).filter(({ liaison }) => !persons.some(({ name }) => name === liaison.name));
  const set = (index: number, changes: Partial<Person>) =>
    onChange(persons.map((person, at) => (at === index ? { ...person, ...changes } : person)));
  return (
    <>
      {liaisons?.length === 0 && <Alert type="info" showIcon title={words.noLiaison} style={{ marginBottom: 8 }} />}
      {free.length > 0 && (
        <Select<string | null>
          value={null}
          placeholder={words.liaisons}
          style={{ width: '100%', marginBottom: 8 }}
          options={free.map(({ liaisonId, liaison }) => ({
            value: liaisonId,
            label: `${liaison.name}　${liaison.section} ${liaison.position}`,
          }))}
          onChange={(chosen) => {
            const row = free.find(({ liaisonId }) => liaisonId === chosen);
            if (row) onChange([...persons, { name: row.liaison.name, position: row.liaison.position, as: 'attendee' }]);
          }}
          data-testid="meeting.answer.liaisons"
        />
      )}
      {persons.map((person, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name but its place
        <div key={index} className="meeting-person">
          <Input
            value={person.name}
            maxLength={50}
            placeholder={words.name}
            aria-label={`${words.name} ${index + 1}`}
            onChange={(event) => set(index, { name: event.target.value })}
            data-testid={`meeting.answer.name.${index}`}
          />
          <Input
            value={person.position}
            maxLength={100}
            placeholder={words.position}
            aria-label={`${words.position} ${index + 1}`}
            onChange={(event) => set(index, { position: event.target.value })}
          />
          <Select<Person['as']>
            value={person.as}
            options={(['attendee', 'observer'] as const).map((value) => ({ value, label: words.as[value] }))}
            onChange={(as) => set(index, { as })}
          />
          <Button
            type="text"
            icon={<CloseOutlined />}
            aria-label={`${words.remove} ${person.name}`}
            title={words.remove}
            onClick={() => onChange(persons.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <Button
        size="small"
        icon={<PlusOutlined />}
        onClick={() => onChange([...persons, { name: '', position: '', as: 'attendee' }])}
        data-testid="meeting.answer.add"
      >
        {words.add}
      </Button>
    </>
  );
}
