/** The officers: own first, then by department. Numbers of others are masked here; the drawer shows them when asked. */
import { Button, Flex, type TableColumnsType, Tag } from 'antd';
import { maskTelephone } from '#shared/domain/identifiers.ts';
import { LIAISON_DUTIES } from '#shared/domain/liaison.ts';
import type { LiaisonRow } from '#shared/workstation/meetings/meetings-api.ts';
import { useSession } from '../../app/session.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { todayHere } from '../../components/record-format.ts';
import { RowTable } from '../../components/row-table.tsx';
import { text } from './text.ts';

export interface LiaisonTableProps {
  /** undefined while they are read */
  readonly rows: readonly LiaisonRow[] | undefined;
  /** there are officers that the filter leaves out */
  readonly any: boolean;
  readonly onOpen: (liaisonId: string) => void;
  readonly onCreate: () => void;
}

export function LiaisonTable({ rows, any, onOpen, onCreate }: LiaisonTableProps) {
  const readOnly = useSession((session) => session.ledger?.readOnly === true);
  const create = (
    <Button type="primary" disabled={readOnly} onClick={onCreate}>
      {text.create}
    </Button>
  );
  return (
    <RowTable<LiaisonRow>
      rows={rows}
      idOf={({ liaisonId }) => liaisonId}
      columns={COLUMNS}
      actionsTitle={text.columns.actions}
      open={text.look}
      empty={<EmptyState title={any ? text.nobodyNow : text.empty} description={text.emptyHint} action={create} />}
      name="liaisons"
      dataOf={({ own, inOffice }) => ({ 'data-own': own, 'data-in-office': inOffice })}
      onOpen={onOpen}
    />
  );
}

const COLUMNS: TableColumnsType<LiaisonRow> = [
  {
    key: 'department',
    title: text.columns.department,
    width: 220,
    render: (_, { departmentName, own }) => (
      <>
        {departmentName} {own && <Tag color="blue">{text.own}</Tag>}
      </>
    ),
  },
  {
    key: 'name',
    title: text.columns.name,
    width: 130,
    render: (_, row) => (
      <>
        <div>{row.liaison.name}</div>
        {row.liaison.headOfSection && <div className="liaisons-secondary">{text.head}</div>}
      </>
    ),
  },
  {
    key: 'section',
    title: text.columns.section,
    width: 170,
    render: (_, { liaison: { section, position } }) => [section, position].filter(Boolean).join('　'),
  },
  {
    key: 'contact',
    title: text.columns.contact,
    width: 150,
    render: (_, { own, liaison: { telephone, mobile } }) =>
      [telephone, mobile].filter(Boolean).map((number) => <div key={number}>{own ? number : maskTelephone(number)}</div>),
  },
  {
    key: 'duties',
    title: text.columns.duties,
    render: (_, { liaison }) => (
      <Flex gap={4} wrap>
        {liaison.duties.map((duty) => (
          <Tag key={duty} title={LIAISON_DUTIES[duty].name} style={{ margin: 0 }}>
            {text.duties[duty]}
          </Tag>
        ))}
      </Flex>
    ),
  },
  {
    key: 'term',
    title: text.columns.term,
    width: 130,
    render: (_, row) => (
      <>
        <OfficeTag row={row} />
        <div className="liaisons-secondary">{text.term(row.liaison.from, row.liaison.until)}</div>
      </>
    ),
  },
];

export function OfficeTag({ row: { inOffice, liaison } }: { readonly row: LiaisonRow }) {
  if (inOffice) return <Tag color="success">{text.inOffice}</Tag>;
  // without a last day, or with one to come, the first day is still to come
  const left = liaison.until !== '' && liaison.until < todayHere();
  return <Tag>{left ? text.left : text.notYet}</Tag>;
}
