/** Which columns are shown and in which order. */
import { ArrowDownOutlined, ArrowUpOutlined, HolderOutlined, SettingOutlined } from '@ant-design/icons';
import { Button, Checkbox, Flex, Popover, Typography } from 'antd';
import { useState } from 'react';
import { moveColumn } from './column-choice.ts';
import './record-list.css';
import type { RecordColumns } from './record-list-columns.tsx';
import { recordListText as text } from './record-list-text.ts';

interface ColumnChooserProps<Key extends string> {
  readonly set: RecordColumns<Key>;
  /** beginning of the test ids */
  readonly name: string;
}

export function ColumnChooser<Key extends string>(props: ColumnChooserProps<Key>) {
  return (
    <Popover trigger="click" placement="bottomRight" title={text.chooser.title} content={<ColumnList {...props} />} destroyOnHidden>
      <Button icon={<SettingOutlined />} data-testid={`${props.name}.columns`}>
        {text.columns}
      </Button>
    </Popover>
  );
}

function ColumnList<Key extends string>({ set: { keys, titles, useChoice }, name }: ColumnChooserProps<Key>) {
  const { columns, choose, reset } = useChoice();
  const [dragged, setDragged] = useState<Key>();
  const hidden = keys.filter((key) => !columns.includes(key));
  const toggle = (key: Key, shown: boolean) => choose(shown ? [...columns, key] : columns.filter((column) => column !== key));
  const move = (key: Key, by: -1 | 1) => {
    const target = columns[columns.indexOf(key) + by];
    if (target) choose(moveColumn(columns, key, target));
  };
  return (
    <Flex vertical gap={8} style={{ width: 260 }}>
      <Typography.Text type="secondary" style={{ fontSize: 12 }}>
        {text.chooser.help}
      </Typography.Text>
      <ul className="record-list-columns">
        {[...columns, ...hidden].map((key) => {
          const shown = columns.includes(key);
          return (
            <li
              key={key}
              draggable={shown}
              className={dragged === key ? 'record-list-column dragged' : 'record-list-column'}
              onDragStart={() => setDragged(key)}
              onDragEnd={() => setDragged(undefined)}
              onDragOver={(event) => {
                event.preventDefault();
                if (dragged && shown && dragged !== key) choose(moveColumn(columns, dragged, key));
              }}
            >
              <HolderOutlined className="record-list-column-handle" style={{ visibility: shown ? 'visible' : 'hidden' }} />
              <Checkbox
                checked={shown}
                disabled={shown && columns.length === 1}
                onChange={(event) => toggle(key, event.target.checked)}
                data-testid={`${name}.column.${key}`}
              >
                {titles[key]}
              </Checkbox>
              {shown && <MoveButtons onMove={(by) => move(key, by)} />}
            </li>
          );
        })}
      </ul>
      <Button size="small" type="link" style={{ alignSelf: 'flex-end' }} onClick={reset} data-testid={`${name}.columns.reset`}>
        {text.chooser.reset}
      </Button>
    </Flex>
  );
}

function MoveButtons({ onMove }: { readonly onMove: (by: -1 | 1) => void }) {
  return (
    <span className="record-list-column-move">
      <Button size="small" type="text" icon={<ArrowUpOutlined />} aria-label={text.chooser.up} onClick={() => onMove(-1)} />
      <Button size="small" type="text" icon={<ArrowDownOutlined />} aria-label={text.chooser.down} onClick={() => onMove(1)} />
    </span>
  );
}
