/** Which columns are shown and in which order. */
import { ArrowDownOutlined, ArrowUpOutlined, HolderOutlined, SettingOutlined } from '@ant-design/icons';
import { Button, Checkbox, Flex, Popover, Typography } from 'antd';
import { useState } from 'react';
import { COLUMN_KEYS, type ColumnKey, moveColumn, useColumnChoice } from './column-choice.ts';
import { text } from './text.ts';

export function ColumnChooser() {
  return (
    <Popover trigger="click" placement="bottomRight" title={text.chooser.title} content={<ColumnList />} destroyOnHidden>
      <Button icon={<SettingOutlined />} data-testid="approvals.columns">
        {text.list.columns}
      </Button>
    </Popover>
  );
}

function ColumnList() {
  const { columns, choose, reset } = useColumnChoice();
  const [dragged, setDragged] = useState<ColumnKey>();
  const hidden = COLUMN_KEYS.filter((key) => !columns.includes(key));
  const toggle = (key: ColumnKey, shown: boolean) => choose(shown ? [...columns, key] : columns.filter((column) => column !== key));
  const move = (key: ColumnKey, by: -1 | 1) => {
    const target = columns[columns.indexOf(key) + by];
    if (target) choose(moveColumn(columns, key, target));
  };
  return (
    <Flex vertical gap={8} style={{ width: 260 }}>
      <Typography.Text type="secondary" style={{ fontSize: 12 }}>
        {text.chooser.help}
      </Typography.Text>
      <ul className="approvals-columns">
        {[...columns, ...hidden].map((key) => {
          const shown = columns.includes(key);
          return (
            <li
              key={key}
              draggable={shown}
              className={dragged === key ? 'approvals-column dragged' : 'approvals-column'}
              onDragStart={() => setDragged(key)}
              onDragEnd={() => setDragged(undefined)}
              onDragOver={(event) => {
                event.preventDefault();
                if (dragged && shown && dragged !== key) choose(moveColumn(columns, dragged, key));
              }}
            >
              <HolderOutlined className="approvals-column-handle" style={{ visibility: shown ? 'visible' : 'hidden' }} />
              <Checkbox
                checked={shown}
                disabled={shown && columns.length === 1}
                onChange={(event) => toggle(key, event.target.checked)}
                data-testid={`approvals.column.${key}`}
              >
                {text.columns[key]}
              </Checkbox>
              {shown && <MoveButtons onMove={(by) => move(key, by)} />}
            </li>
          );
        })}
      </ul>
      <Button size="small" type="link" style={{ alignSelf: 'flex-end' }} onClick={reset} data-testid="approvals.columns.reset">
        {text.chooser.reset}
      </Button>
    </Flex>
  );
}

function MoveButtons({ onMove }: { readonly onMove: (by: -1 | 1) => void }) {
  return (
    <span className="approvals-column-move">
      <Button size="small" type="text" icon={<ArrowUpOutlined />} aria-label={text.chooser.up} onClick={() => onMove(-1)} />
      <Button size="small" type="text" icon={<ArrowDownOutlined />} aria-label={text.chooser.down} onClick={() => onMove(1)} />
    </span>
  );
}
