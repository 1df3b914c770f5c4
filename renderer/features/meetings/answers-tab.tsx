/** 参会回复: who comes, who doesn't and why (办法 31(二)). */
import { FilePdfOutlined } from '@ant-design/icons';
import { Button, Flex, Table, type TableColumnsType, Tag, Typography } from 'antd';
import { useState } from 'react';
import type { MeetingDetail, MeetingParty } from '#shared/workstation/meetings/meetings-api.ts';
import { workstation } from '../../app/workstation-client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { useSaveFile } from '../../components/use-save-file.tsx';
import { AnswerDialog } from './answer-dialog.tsx';
import { text } from './text.ts';
import { useReadOnly } from './use-own.ts';

const words = text.detail.answers;

export function AnswersTab({ detail }: { readonly detail: MeetingDetail }) {
  const { row, parties } = detail;
  const [answering, setAnswering] = useState(false);
  const readOnly = useReadOnly();
  const { saving, save } = useSaveFile();
  const own = parties.find((party) => party.own);
  const open = row.stage !== 'held' && row.stage !== 'cancelled';
  return (
    <Flex vertical gap={8}>
      <Flex gap={8}>
        {own && open && (
          <Button
            type={own.answer === undefined ? 'primary' : 'default'}
            disabled={readOnly}
            onClick={() => setAnswering(true)}
            data-testid="meeting.answer"
          >
            {own.answer === undefined ? words.answer : words.again}
          </Button>
        )}
        <Button
          icon={<FilePdfOutlined />}
          loading={saving}
          onClick={() =>
            void save('pdf', `${words.sheet}_${row.title}_${row.date}.pdf`, (token) =>
              workstation().saveAttendanceSheet({ meetingId: row.meetingId, token }),
            )
          }
          data-testid="meeting.sheet"
        >
          {words.sheet}
        </Button>
      </Flex>
      <Table<MeetingParty>
        size="small"
        rowKey="name"
        columns={COLUMNS}
        dataSource={[...parties]}
        pagination={false}
        locale={{ emptyText: <EmptyState compact title={words.none} /> }}
        onRow={(party) => ({ 'data-testid': `meeting.party.${party.name}`, 'data-answer': party.answer ?? '' }) as object}
      />
      <AnswerDialog open={answering} detail={detail} onClose={() => setAnswering(false)} />
    </Flex>
  );
}

const COLUMNS: TableColumnsType<MeetingParty> = [
  {
    key: 'party',
    title: words.columns.party,
    render: (_, party) => (
      <>
        {party.name}
        {party.departmentId === undefined && <div className="meeting-secondary">{words.outside}</div>}
      </>
    ),
  },
  { key: 'answer', title: words.columns.answer, width: 300, render: (_, party) => <Answer party={party} /> },
  {
    key: 'persons',
    title: words.columns.persons,
    render: (_, { persons }) =>
      persons
        .map(({ name, position, as }) => `${name}${position && ` ${position}`}${as === 'observer' ? `（${words.observer}）` : ''}`)
        .join('；'),
  },
  { key: 'at', title: words.columns.at, width: 150, dataIndex: 'answeredAt' },
];

function Answer({ party: { answer, reason } }: { readonly party: MeetingParty }) {
  if (answer === undefined) return <Typography.Text type="secondary">{words.waiting}</Typography.Text>;
  return (
    <>
      <Tag color={answer === 'accepted' ? 'green' : 'red'}>{words[answer]}</Tag>
      {reason !== '' && <div className="meeting-secondary">{reason}</div>}
    </>
  );
}
