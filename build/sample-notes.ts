/** The samples' names and the note that lies beside them: what each file is, and how to check it without this program. */
import { DEMO_DEPARTMENTS } from '#shared/workstation/demo/demo-departments.ts';
import { letterNotes, TRANSFER_FILES } from './letter-sample-names.ts';
import { meetingNotes } from './meeting-sample-names.ts';

export const SAMPLE_NAMES = {
  package: '数据包_审批信息_加密.sgxe',
  unsealed: '数据包_审批信息.sgx',
  packageKey: '数据包_审批信息.签名公钥.pem',
  directory: '数据包_部门名录_加密.sgxe',
  receipt: '数据包_回执_加密.sgxe',
  receiptKey: '数据包_回执.签名公钥.pem',
  marketPrivateKey: '演示私钥_市场监督管理局.pem',
  approvalPrivateKey: '演示私钥_行政审批服务局.pem',
  approvalCard: '部门名片_行政审批服务局.sgcard',
  marketCard: '部门名片_市场监督管理局.sgcard',
  keySheet: '密钥确认单_行政审批服务局.pdf',
  handoverSheet: '交接单_审批信息_加密.pdf',
  list: '清单_审批信息_隐去号码.xlsx',
  fullList: '清单_审批信息_完整号码.xlsx',
  view: '审批信息_列表导出.xlsx',
  csv: '待导入表格_业务系统导出.csv',
  table: '待导入表格_业务系统导出.xlsx',
  rejects: '待导入表格_不通过的行.xlsx',
  unsealScript: 'open-envelope-with-openssl.sh',
  readMe: '说明.txt',
} as const;
export type SampleName = keyof typeof SAMPLE_NAMES;

/** above a private key: openssl passes over what stands before the PEM */
export const PRIVATE_KEY_WARNING = '演示密钥，人人可得，不得用于实际工作';

export const UNSEALED_REASON = '样例：供不用本程序打开和核验';

function fileNotes(): readonly string[] {
  const { approval, market } = DEMO_DEPARTMENTS;
  const names = SAMPLE_NAMES;
  return [
    names.package,
    `    ${approval.name}推送给${market.name}的数据包，加密封装，只有接收部门能打开。`,
    names.unsealed,
    '    紧接上一包的另一批审批信息，不加密：签名的 BagIt 目录装在 ZIP 中，任何人都能打开。实际工作中应当加密。',
    names.packageKey,
    '    签发以上数据包和案卷移送回执包的 SM2 公钥，与数据包中的 sgx/signer.pem 相同。实际工作中应由双方另行核对指纹。',
    names.directory,
    `    ${approval.name}作为协调部门分发的名录包，内有已核对的各部门名片，加密封装。`,
    names.receipt,
    `    ${market.name}认领、退回后交还的回执包，加密封装。`,
    names.receiptKey,
    '    签发该回执包的 SM2 公钥，也签发案卷移送的数据包。',
    names.marketPrivateKey,
    `    ${market.name}的演示私钥，可以打开发给它的加密数据包。正式使用时私钥不离开本机的密钥文件。`,
    names.approvalPrivateKey,
    `    ${approval.name}的演示私钥，可以打开回执包。`,
    names.approvalCard,
    names.marketCard,
    '    两个部门的部门名片：部门资料和公钥，由该密钥签名。',
    names.keySheet,
    `    与${approval.name}的名片一起交给对方核对的密钥确认单，打印后签字盖章。`,
    names.handoverSheet,
    '    加密数据包的交接单，双方签字；上面有文件的 SM3 摘要。',
    names.list,
    '    加密数据包的清单，自然人证件号码隐去中间部分。',
    names.fullList,
    '    同一清单，证件号码完整，与数据包里的 data/print/清单.xlsx 相同。',
    names.view,
    '    “审批信息”列表的导出，证件号码已遮盖。',
    names.csv,
    names.table,
    '    业务系统导出的表格，可用“导入表格”试导入；其中有意留有缺联系方式、日期不存在、校验码不符等错误。',
    '    两个文件内容相同，CSV 的编码为 GB18030。',
    names.rejects,
    '    导入上表时不通过的行，末列为原因，改好后可以再次导入。',
    names.unsealScript,
    '    只用 openssl 等常用工具打开加密数据包的脚本。它只解密、不核验，打开后请按下面的第三步核验。',
    '',
    '公文（由台账中的记录起草，经检查、编号、签发；PDF 是签发时冻结的文件，符合 PDF/A-1b，Word 文件由同一内容生成）。',
    '正文用生成样例的机器上的仿宋；没有仿宋的，用测试用的 Fandol 仿宋或者随程序的宋体代替：',
    '',
    ...letterNotes(),
    '',
    '会议（PDF 是印发时冻结的文件，Word 文件由同一内容生成）：',
    '',
    ...meetingNotes(),
  ];
}

/** Each line that begins with four spaces and Latin letters is run as it stands by the samples' test. */
function checks(): readonly string[] {
  const names = SAMPLE_NAMES;
  return [
    '以下命令在本文件夹运行，从上到下（Linux，OpenSSL 3.0 及以上），与源代码 docs/verify-by-hand.md 所写的一致。',
    '',
    '一、核对交接单。结果应与交接单上的 SM3 摘要逐组相同：',
    '',
    `    openssl dgst -sm3 ${names.package} | sed 's/.*= *//; s/..../& /g'`,
    '',
    '二、打开加密的数据包、名录包、回执包，以及案卷移送的数据包和回执包：',
    '',
    `    sh ${names.unsealScript} ${names.package} ${names.marketPrivateKey} 打开的数据包.sgx`,
    `    sh ${names.unsealScript} ${names.directory} ${names.marketPrivateKey} 打开的名录包.sgx`,
    `    sh ${names.unsealScript} ${names.receipt} ${names.approvalPrivateKey} 打开的回执包.sgx`,
    `    sh ${names.unsealScript} ${TRANSFER_FILES.package} ${names.approvalPrivateKey} 打开的移送包.sgx`,
    `    sh ${names.unsealScript} ${TRANSFER_FILES.receipt} ${names.marketPrivateKey} 打开的移送回执包.sgx`,
    '',
    '三、核验签名。显示 Verified OK 即签名有效，再逐个核对文件摘要，没有输出即全部相符：',
    '',
    ...verifyLines('打开的数据包.sgx', '内容1', names.packageKey),
    ...verifyLines('打开的名录包.sgx', '内容2', names.packageKey),
    ...verifyLines('打开的回执包.sgx', '内容3', names.receiptKey),
    ...verifyLines(names.unsealed, '内容4', names.packageKey),
    ...verifyLines('打开的移送包.sgx', '内容5', names.receiptKey),
    ...verifyLines('打开的移送回执包.sgx', '内容6', names.packageKey),
    '',
    '四、核验部门名片。显示 Verified OK，指纹应与密钥确认单逐组相同：',
    '',
    `    sed -n 1p ${names.approvalCard} | tr -d '\\n' > 名片内容.txt`,
    `    sed -n '2s/^signature: //p' ${names.approvalCard} | base64 -d > 名片签名.der`,
    `    printf '%b' "$(sed 's/.*"publicKey":"\\([^"]*\\)".*/\\1/' 名片内容.txt)" > 名片公钥.pem`,
    '    openssl dgst -sm3 -verify 名片公钥.pem -signature 名片签名.der -sigopt distid:1234567812345678 名片内容.txt',
    "    openssl pkey -pubin -in 名片公钥.pem -outform DER | openssl dgst -sm3 | sed 's/.*= *//; s/..../& /g' | tr a-f A-F",
  ];
}

function verifyLines(file: string, folder: string, key: string): readonly string[] {
  return [
    `    mkdir ${folder} && LC_ALL=C.UTF-8 unzip -q ${file} -d ${folder} && cd ${folder}/*/`,
    `    openssl dgst -sm3 -verify ../../${key} -signature sgx/signature.der -sigopt distid:1234567812345678 tagmanifest-sha256.txt`,
    '    sha256sum --check --strict --quiet tagmanifest-sha256.txt manifest-sha256.txt',
    '    cd ../..',
  ];
}

/** For Notepad too: a byte order mark and CRLF. */
export function sampleNote(): string {
  const lines = [
    '审管联动离线工作站 样例文件',
    '',
    '以下文件由程序用演示数据生成，部门、人员和记录均为虚构，不得用于实际工作。',
    '数据包和名片可以在演示模式（npm start -- --demo=supervision、--demo=approval）中导入，正式数据中会被拒绝。',
    '',
    ...fileNotes(),
    '',
    ...checks(),
    '',
  ];
  return `\ufeff${lines.join('\r\n')}`;
}
