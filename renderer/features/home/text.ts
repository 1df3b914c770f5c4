/** All visible text of the home page. */
import type { ApprovalStatus } from '#shared/workstation/api.ts';

const WEEKDAYS = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'] as const;

export const homeText = {
  greeting: (operator: string) => (operator ? `${operator}，您好` : '您好'),
  /** `today`: YYYY-MM-DD */
  date: (today: string) => {
    const [year = 0, month = 1, day = 1] = today.split('-').map(Number);
    const weekday = WEEKDAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()] ?? '';
    return `${year}年${month}月${day}日　${weekday}`;
  },
  workingDay: '今天是工作日',
  restDay: '今天是非工作日',
  restDayHint: '非工作日不计入认领期限。',
  shifted: (holiday: string) => `因${holiday}调休上班，计入认领期限。`,
  guess: '（按周末推算）',
  records: (count: number) => `台账共有 ${count.toLocaleString('zh-CN')} 条审批信息`,
  refresh: '刷新',

  groups: {
    received: { title: '收到的信息', hint: '认领或者退回，再用回执告知对方' },
    deadlines: { title: '认领期限', hint: '3 个工作日（办法第二十条（一））' },
    sent: { title: '本部门的审批信息', hint: '作出决定后即时推送至监管部门（办法第二十条（一））' },
  },
  cards: {
    toClaim: { label: '待认领', hint: '点击查看并认领或者退回' },
    overdue: { label: '已逾期', hint: '超过 3 个工作日仍未认领的，包括本部门和对方的，点击查看' },
    dueSoon: { label: '即将到期', hint: '今天或者下一个工作日到期的，包括本部门和对方的，点击查看' },
    receiptsDue: { label: '待发回执', hint: '在等本部门回执的部门数，点击生成回执包' },
    notPushed: { label: '未推送', hint: '还没有放进任何数据包，点击查看' },
    awaitingAnswer: { label: '待对方答复', hint: '已推送，对方还没有认领或者退回，点击查看' },
    returnedByOthers: { label: '被退回', hint: '对方认为不属于其监管职责，点击查看原因' },
  },

  notices: {
    gaps: (count: number) => `数据包编号不连续，有 ${count} 包没有收到或者对方没有收到，尚未补齐或者说明。`,
    goGaps: '查看缺包',
  },
  supervision: {
    title: (notPushed: number, returned: number, overdue: number, dueSoon: number) =>
      `监管信息：${[
        notPushed > 0 && `${notPushed} 条未推送`,
        returned > 0 && `${returned} 条被退回`,
        overdue > 0 && `${overdue} 条已逾期`,
        dueSoon > 0 && `${dueSoon} 条即将到期`,
      ]
        .filter(Boolean)
        .join('，')}。责令停产停业、吊销许可证件应当在作出决定后 7 个工作日内推送（办法第二十一条（二））。`,
    open: '查看监管信息',
  },
  urgent: {
    toPush: '待推送',
    title: '最紧急的事项',
    all: '查看全部',
    none: '没有即将到期或者已逾期的事项。',
    noneHint: '收到对方的数据包后，需要认领的审批信息会按期限排在这里。',
    open: '查看这条审批信息',
    from: (name: string) => `来自 ${name}`,
    to: (name: string) => `推送至 ${name}`,
  },
  handling: {
    title: '待办函件',
    kinds: { transfer: '案卷移送', review: '函告办理', inquiry: '业务函询' },
  },
  meetings: {
    title: '会议和督办',
    next: '最近的会议',
    when: (date: string, time: string, place: string) => [date, time, place].filter(Boolean).join('　'),
    toDo: {
      applicationsToAnswer: (count: number) => `${count} 件会议申请等待答复`,
      toAnswer: (count: number) => `${count} 次会议等待回复是否参加`,
      toRecord: (count: number) => `${count} 次会议的记录等待定稿`,
      toConfirm: (count: number) => `${count} 份会议文件等待确认`,
      carried: (count: number) => `${count} 个没有达成一致的议题等待再次研究或者报联席会议`,
      actionsToJudge: (count: number) => `${count} 项督办事项等待确认是否完成`,
      actionsOverdue: (count: number) => `${count} 项由本部门负责的督办事项已逾期`,
      actionsOpen: (count: number) => `${count} 项由本部门负责的督办事项正在办理`,
      withoutLiaison: (count: number) => `${count} 个部门没有在任的联络员`,
    },
    articles: { carried: '办法第三十一条（三）', withoutLiaison: '办法第二十七条', monthly: '办法第二十九条' },
    monthlyMissing: '本月还没有召开或者安排例会',
  },
  recent: {
    title: '最近动态',
    today: '今天',
    none: '还没有记录。每次录入、导入、导出、认领都会记在这里。',
  },

  status: {
    notPushed: '未推送',
    pushed: '已推送',
    handedOver: '已交接',
    received: '对方已接收',
    claimed: '已认领',
    returned: '已退回',
    toClaim: '待认领',
  } satisfies Record<ApprovalStatus, string>,

  due: {
    left: (days: number) => (days === 0 ? '今天到期' : `还剩 ${days} 个工作日`),
    over: (days: number) => `已逾期 ${days} 个工作日`,
    estimated: '节假日安排尚未公布，暂按周末推算',
  },

  start: {
    title: '从这里开始',
    titleContinue: '接下来',
    subtitle: '本工作站不联网：审批信息用数据包在部门之间交接，对方认领后用回执包带回来。',
    done: '已完成',
    department: {
      title: '登记对方部门',
      content: '录入对方的名称和统一社会信用代码，数据包才知道交给谁。',
      action: '打开部门名录',
    },
    table: {
      title: '导入表格',
      content: '把自建业务系统导出的 Excel 或 CSV 表格导入台账，也可以逐条录入。',
      action: '导入表格',
      other: '逐条录入',
    },
    create: { title: '生成数据包', content: '选好要推送的审批信息和接收部门，导出到 U 盘或者光盘。', action: '生成数据包' },
    import: { title: '导入对方的数据包', content: '打开对方交来的数据包，核对密钥指纹后导入。', action: '导入数据包' },
    claim: { title: '认领或者退回', content: '属于本部门职责的予以认领，不属于的写明原因退回。', action: '打开待认领' },
    receipt: { title: '生成回执包', content: '把认领和退回的结果导出，交还给对方。', action: '生成回执包' },
  },

  privacy: '审批信息含有个人信息，请按规定保管台账和数据包。',
} as const;
