/** 会议申请: those that wait for this department first; opened, answered by convening or with a reason, sent (办法 31(一)). */
import { InboxOutlined, SolutionOutlined } from '@ant-design/icons';
import { App, Button, Drawer, Flex, type TableColumnsType, Tag, Typography } from 'antd';
import { useState } from 'react';
import { MEETING_KINDS } from '#shared/domain/meeting.ts';
import type { ApplicationRow } from '#shared/workstation/meetings/meetings-api.ts';
import { useNavigation } from '../../app/navigation.ts';
import { workstation } from '../../app/workstation-client.ts';
import { DescriptionGrid } from '../../components/description-grid.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { PackDialog } from '../../components/pack-dialog.tsx';
import { RowTable } from '../../components/row-table.tsx';
import { useAsync } from '../../components/use-async.ts';
import { AgendaItemCard } from './agenda-item-card.tsx';
import { applicationParcel } from './parcels.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { text } from './text.ts';
import { useConvenes, useReadOnly } from './use-own.ts';

const words = text.applications;
const STATE_COLORS = { waiting: 'orange', accepted: 'green', declined: 'default' } as const;

export function ApplicationsTab({ onApply }: { readonly onApply: () => void }) {
  const list = useAsync(() => workstation().applications());
  const [opened, setOpened] = useState<string>();
  const convenes = useConvenes();
  const readOnly = useReadOnly();
  const row = list.value?.find(({ applicationId }) => applicationId === opened);
  const empty = (
    <EmptyState
      title={words.empty.title}
      description={convenes ? words.empty.convener : words.empty.other}
      action={
        !convenes && (
          <Button type="primary" icon={<SolutionOutlined />} disabled={readOnly} onClick={onApply}>
            {text.list.apply}
          </Button>
        )
      }
    />
  );
  return (
    <>
      <FailureAlert failure={list.failure} title={words.failed} onRetry={list.reload} />
      <RowTable<ApplicationRow>
        rows={list.value}
        idOf={(each) => each.applicationId}
        columns={COLUMNS}
        actionsTitle={words.columns.actions}
        open={words.look}
        empty={empty}
        name="applications"
        dataOf={(each) => ({ 'data-state': each.state, 'data-to-answer': each.toAnswer })}
        onOpen={setOpened}
      />
      <Drawer
        open={row !== undefined}
        size={680}
        title={words.drawer}
        onClose={() => setOpened(undefined)}
        destroyOnHidden
        data-testid="applications.drawer"
      >
        {row && <Application row={row} onClose={() => setOpened(undefined)} />}
      </Drawer>
    </>
  );
}

const COLUMNS: TableColumnsType<ApplicationRow> = [
  {
    key: 'title',
    title: words.columns.title,
    render: (_, { application }) => (
      <>
        <div>{application.title}</div>
        <div className="meeting-secondary">
          {MEETING_KINDS[application.kind].name}　{words.items(application.items.length)}
        </div>
      </>
    ),
  },
  { key: 'from', title: words.columns.from, width: 190, dataIndex: 'from' },
  { key: 'to', title: words.columns.to, width: 190, dataIndex: 'to' },
  { key: 'wished', title: words.columns.wished, width: 110, render: (_, { application }) => application.wishedOn || '—' },
  { key: 'state', title: words.columns.state, width: 160, render: (_, row) => <State row={row} /> },
];

function State({ row }: { readonly row: ApplicationRow }) {
  return (
    <>
      <Tag color={row.toAnswer ? 'red' : STATE_COLORS[row.state]}>{row.toAnswer ? words.toAnswer : words.states[row.state]}</Tag>
      {row.unsent && <div className="meeting-secondary">{words.unsent}</div>}
    </>
  );
}

function Application({ row, onClose }: { readonly row: ApplicationRow; readonly onClose: () => void }) {
  const { application, applicationId } = row;
  const labels = words.facts;
  return (
    <Flex vertical gap={12}>
      <Typography.Title level={4} style={{ margin: 0 }}>
        {application.title}
      </Typography.Title>
      <ApplicationActions row={row} onClose={onClose} />
      <DescriptionGrid
        columns={1}
        labelWidth={120}
        items={[
          { key: 'state', label: labels.state, value: <State row={row} /> },
          ...(row.reason === '' ? [] : [{ key: 'answer', label: labels.answer, value: row.reason }]),
          { key: 'kind', label: labels.kind, value: MEETING_KINDS[application.kind].name },
          { key: 'from', label: labels.from, value: row.from },
          { key: 'to', label: labels.to, value: row.to },
          { key: 'at', label: labels.at, value: row.at },
          { key: 'wishedOn', label: labels.wishedOn, value: application.wishedOn },
          { key: 'wishedParties', label: labels.wishedParties, value: application.wishedParties.join('、') },
          { key: 'reason', label: labels.reason, value: application.reason },
        ]}
      />
      {application.items.map((item, index) => (
        <AgendaItemCard key={`${applicationId} ${item.itemId}`} item={item} index={index} references={[]} />
      ))}
    </Flex>
  );
}

function ApplicationActions({ row, onClose }: { readonly row: ApplicationRow; readonly onClose: () => void }) {
  const go = useNavigation((navigation) => navigation.go);
  const readOnly = useReadOnly();
  const { message } = App.useApp();
  const [dialog, setDialog] = useState<'decline' | 'pack'>();
  const { applicationId, meetingId } = row;
  // declined may still be convened: the newest answer holds
  const answering = !row.own && row.state !== 'accepted' && !readOnly;
  return (
    <Flex gap={8} wrap>
      {answering && (
        <Button
          type="primary"
          onClick={() => go({ name: 'meetingForm', applications: [applicationId] })}
          data-testid="applications.convene"
        >
          {words.convene}
        </Button>
      )}
      {answering && row.toAnswer && (
        <Button onClick={() => setDialog('decline')} data-testid="applications.decline">
          {words.decline}
        </Button>
      )}
      {meetingId !== undefined && (
        <Button onClick={() => go({ name: 'meeting', meetingId })} data-testid="applications.meeting">
          {words.toMeeting}
        </Button>
      )}
      {(row.own || row.state !== 'waiting') && (
        <Button
          type={row.unsent ? 'primary' : 'default'}
          icon={<InboxOutlined />}
          disabled={readOnly}
          onClick={() => setDialog('pack')}
          data-testid="applications.pack"
        >
          {words.pack}
        </Button>
      )}
      <ReasonDialog
        open={dialog === 'decline'}
        title={words.declineTitle}
        hint={words.declineHint}
        label={words.declineReason}
        okText={words.declineOk}
        name="applications.decline"
        write={(reason) => workstation().declineApplication({ applicationId, reason })}
        onDone={() => void message.success(words.declined)}
        onClose={() => setDialog(undefined)}
      />
      <PackDialog
        open={dialog === 'pack'}
        title={words.packTitle}
        parcel={applicationParcel(row)}
        testId="applications"
        onClose={() => {
          setDialog(undefined);
          onClose();
        }}
      />
    </Flex>
  );
}
