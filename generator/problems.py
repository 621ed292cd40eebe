"""Problems that people who write content can put right: gathered, located, with a remedy.

``CODES`` is the catalogue. A code is stable once released; `docs/problems.md` is made from it.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import force_setattr

CODES: dict[str, tuple[str, str]] = {
    "FIL001": ("缺少必需的文件", "按提示的路径补上文件。"),
    "FIL002": ("不认识的文件", "核对文件名；不属于门户内容的文件请移到别处。"),
    "FIL003": ("符号链接", "用真实文件代替符号链接：链接可能指向门户以外的内容。"),
    "FIL004": ("文件过大", "拆分文件：YAML 不超过 1024 KiB，Markdown 不超过 256 KiB，CSV 不超过 8192 KiB。"),
    "FIL005": ("文件不是 UTF-8 编码", "用编辑器另存为 UTF-8。"),
    "FIL006": ("文件读不出来", "检查文件权限，确认它是普通文件。"),
    "FIL007": ("文件夹名称不合规", "只用小写字母、数字和连字符，例如 2020、rushan-xingji。"),
    "FIL008": ("像是另一个文件或文件夹的副本", "不要的删去，或移到门户以外；是另一份的，改用另一个标识作名称。"),
    "YAM001": ("YAML 语法错误", "检查缩进、冒号后的空格和引号；制表符不能用来缩进。"),
    "YAM002": ("YAML 里用了锚点、别名、合并键或标签", "把内容直接写出来，不用 & * << 和 ! 标签。"),
    "YAM003": ("键重复", "同一层里每个键只写一次，删去多余的一处。"),
    "YAM004": ("嵌套过深", "内容嵌套不得超过 50 层，检查括号和缩进。"),
    "YAM005": ("文件为空或最外层不是“键: 值”", "文件最外层应是“键: 值”的形式。"),
    "YAM006": ("空值", "不填的键整行删去；确实要写这个词，加上引号。"),
    "YAM007": (
        "文字里空格后面的 # 把后面的字变成了注释",
        "是文字的，整段放进单引号；是注释的，# 后面空一格，或另写一行。",
    ),
    "SCH001": ("缺少必填的键", "补上这个键；用带 YAML 插件的编辑器打开文件，会提示每个键的含义。"),
    "SCH002": ("不认识的键", "核对键名；用带 YAML 插件的编辑器打开文件，会提示可用的键。"),
    "SCH003": ("值不合要求", "按提示改正。"),
    "SCH004": ("不认识的种类（kind）", "kind 只能取列出的名称。"),
    "REF001": ("引用的对象不存在", "核对标识，或补上被引用的文件。"),
    "REF002": ("标识与文件名或文件夹名不同", "把 id 改成与文件名（或文件夹名）相同。"),
    "REF003": ("标识重复", "每个标识只用一次。"),
    "REF004": ("引文与原文不符", "逐字照抄原文；省略的地方写 ……。"),
    "REF005": ("链接失效", "核对链接的文件名和 # 后的条款标识。"),
    "REF006": ("工会的上下级成环", "核对 parent，顶层工会不写 parent。"),
    "REF007": (
        "引用的文号或标题不是那份文件的",
        "核对标题和文号，改正错的一处；确实是别的机关的同名文件，在书名号里的标题前写上发文机关；是往届同名通知的，也写明本届通知的文号。",
    ),
    "RUB001": ("各项分值之和与部分总分不符", "核对原表；确为原表如此，在该部分的 as_printed 写明理由。"),
    "RUB002": ("各部分之和与满分不符", "核对原表；确为原表如此，在表的 as_printed 写明理由。"),
    "RUB003": ("有分数无法扣除", "核对规则；确为原表如此，在 as_printed 写明理由。"),
    "RUB004": ("考核内容没有计分规则", "补上 rules：没有规则的考核内容会让每个单位都得满分。"),
    "RUB005": ("规则所引片段不在量化项原文中", "says 要逐字照抄 text 里的文字，不能只有序号和标点。"),
    "RUB006": ("量化项中有文字没有对应的规则", "补上规则，或用 readings 说明口径。"),
    "RUB007": ("规则能得的分超过本项分值", "核对每次得分、上限与分值。"),
    "RUB008": (
        "比率规则写法不完整",
        "at_least 与 more_than 写且只写一个，不能是 0，也不能超过 100；step 与 step_loss 一起写；gain 与扣分写一种。",
    ),
    "RUB009": ("分档选项写法有误", "每个选项写 loss 或 judged: true 其中之一，至少一个选项不扣分。"),
    "RUB010": ("关联（implies、exclusive）写法有误", "只能指向另一道是非题：没有 each 的 deduct、zero 或 veto。"),
    "RUB011": ("部分的内容写法有误", "items、sections、refers 写且只写一种。"),
    "RUB012": ("考核内容没有分值", "补上 points；只答是否的，规则用 check 或 note。"),
    "RUB013": (
        "加分或不封顶的规则用错了地方",
        "考核内容里的 count 写上 limit；加分项只用 count、parts、bands、judge 和有 gain 的 rate。",
    ),
    "RUB014": ("评定的满分不合", "points（有 scale 的，scale 的 of）应是 step 的整数倍，of 不超过 10000 分。"),
    "RUB015": ("分段写法有误", "各段从高到低写，分数也从高到低；part 与 whole 一起写，次数写整数，百分数不超过 100。"),
    "RUB016": ("口径的另一种理解写法有误", "id 与 otherwise 一起写；otherwise 的 rules 与原规则同名、同问，只改计法。"),
    "RUB017": ("去掉考核内容的折算写法有误", "absent: out 与 applies_when、rescale 一起写，并留有始终适用的分值。"),
    "RUB018": (
        "引用的部分不能用",
        "refers 指向同一届另一张表中有 items 的部分，所用的 facts 本表也要有，考核内容标识不能相同。",
    ),
    "RUB019": (
        "规则的数与原文不符",
        "照原文改，或引全原文；是按原文推算的，在口径（readings）或 as_printed 里写明这个数和理由。",
    ),
    "CAM001": ("等次没有从低到高排列", "按最低分数从低到高排列，分数不得相同。"),
    "CAM002": ("等次分数超过满分", "核对等次的最低分数和打分表满分。"),
    "CAM003": ("阶段的开始晚于结束", "核对 start 与 end。"),
    "CAM004": ("附件没有指向，或指向不止一处", "每个附件写 rubric、form、clause 其中之一。"),
    "CAM005": (
        "等次的条件或名额写法有误",
        "条件写 ask，或 section、item 其中之一加 minimum；名额写 share 或 number 其中之一。",
    ),
    "CAM006": ("联系方式与出处没有一起写", "contact 与 contact_cited 一起写。"),
    "CAM007": ("沿用另一届标准，又写了自己的标准", "删去本届的打分表、等次、否决条件和层级，或删去 follows。"),
    "CAM008": (
        "通知和另一届的是同一份",
        "多半是复制来还没有改：改成本届的文号、标题、日期和正文；两届确实用同一份通知的，后一届写 follows。",
    ),
    "CAM009": ("写的日期、分数、名额、年限或联系方式与原文不符", "照引文改；引文漏了这一天、这个数的，把引文写全。"),
    "CAM010": ("通知上网早于成文", "核对 document 里的 date 和 published：成文以后才上网。"),
    "CAM011": (
        "等次由谁考核验收没有写全",
        "checked_by、check_quote、check_clause 一起写；通知没有说由谁考核验收的，三个都不写。",
    ),
    "GLO001": ("术语的引文与出处没有一起写", "quote 与 source 一起写，或都不写。"),
    "FRM001": ("登记表的行宽与列数不符", "一行各单元格的 columns 之和应等于表格列数。"),
    "FRM002": ("字数上限没有出处", "length 只写表上或通知里印着的字数，如“800字以内”；没有印的去掉 length。"),
    "TXT001": ("正文里有 HTML 标签或属性", "用 Markdown 写法代替；要显示尖括号，用全角 ＜ ＞。"),
    "TXT002": ("不允许的链接", "只能链接到本届的文件、https、mailto 或 tel 地址。"),
    "TXT003": ("标题没有标识，或标识不合规", "在标题末尾写 {#english-id}，标识公布后不要更改。"),
    "TXT004": ("常见问题没有引文", "每个问题下至少用 > 引一段原文，末行链接到出处。"),
    "TXT005": ("正文里有看不见或显示不出来的字符", "删除这个字符，重新输入这一处文字，例如项目符号写成 ·、● 或 √。"),
    "TXT006": ("正文嵌套过深，或一段过长", "检查括号是否成对，引用和列表的层次是否必要；长段请用空行分开。"),
    "TXT007": (
        "正文里有不起作用的标识",
        "段落的标识写 {: #english-id }，单独一行，紧接在段落下面，再空一行；标题写 ## 标题 {#english-id}。用半角符号。",
    ),
    "TXT008": ("正文是空的", "写上正文；常见问题（faq.md）还没有的，写一句“暂无常见问题。”。"),
    "TXT009": ("有的字登出来会与写的不同", "照原文核对这一处；要原样登出符号，在它前面加反斜杠，例如 \\>。"),
    "TXT010": (
        "正文里有合并留下的冲突记号",
        "两边的文字选一边，或合成一段，再删去 <<<<<<<、=======、>>>>>>> 这几行。",
    ),
    "TXT011": (
        "正文里又写了标题、文号、主送、落款、附件说明或版记",
        "删去这一行：这些写在 campaign.yml、honours.yml 里，由程序登出来。",
    ),
    "PRI001": (
        "疑似手机号码",
        "遮去中间四位，或改用办公电话；通知写明是联系方式的，在 campaign.yml 的 contact 里写 public: true。",
    ),
    "PRI002": ("疑似居民身份证号码", "删除号码：遮去几位也不能公开。"),
    "PRI003": ("疑似银行卡号", "删除号码：遮去几位也不能公开。"),
    "PRI004": ("疑似个人的出生日期", "删除出生日期：名单和文件里不公开。"),
    "TAB001": ("表格读不出来", "第一行是表头，每格一项；另存为“CSV UTF-8（逗号分隔）”。"),
    "HON001": ("名单里有一格不合要求", "按提示改正这一格。"),
    "HON002": ("登记事项里有一格不合要求", "按提示改正这一格。"),
    "HON003": ("缺少或多出评选结果的文件", "honours.yml 里写了的公示、决定和其他文件，正文要在；没有写的不要放。"),
    "HON010": ("公示不满5个工作日", "公示不少于5个工作日，第一天是工作日的算在内；改 days、last 或 first。"),
    "HON011": (
        "没有这一年的放假安排",
        "等国务院办公厅公布这一年节假日安排的通知以后，照抄进 content/holidays.yml，写明文号；程序不猜。",
    ),
    "HON012": ("放假安排写法有误", "照抄通知：年份从小到大，节日按先后，调休上班的日子是周末。"),
    "HON013": ("公示正文缺少应有的内容", "写明从哪一天到哪一天、电话、邮箱、地址、怎样提出异议，与 honours.yml 一致。"),
    "HON014": ("文件的日期先后不对", "先公示，期满后作出决定，然后才有别的文件；上网不早于成文。"),
    "HON015": ("没有公示而有决定", "补上公示；确实没有留存的，在 honours.yml 的 unannounced 里说明原因。"),
    "HON016": ("标题与文种不合", "标题里写明“公示”“决定”或“通报”，与 honours.yml 一致。"),
    "HON017": ("正文里的个数与名单不符", "核对正文和名单，改正错的一处。"),
    "HON018": ("正文点名的单位不在名单里", "核对单位名称、称号和等次。"),
    "HON019": (
        "名单里单位重复",
        "删去多余的一行；确实是同名的两个单位，在其中一行的“说明”里写明另一行的编号，例如“与0012同名，不是同一单位”。",
    ),
    "HON020": (
        "单位名称相近",
        "是同一单位的，改成现在的全称；不是的，在“说明”里写明另一单位的名称，例如“与某单位不是同一单位”，同在名单里的也可以写编号。",
    ),
    "HON021": (
        "名单没有按说好的次序排列",
        "按 honours.yml 的 groups 和 order 重新排列，或改 order；多音字等另有排法的，在“说明”里写明读音或排序的理由。",
    ),
    "HON022": ("名额不符", "核对名单、名额和参评单位数。"),
    "HON023": ("honours.yml 的写法自相矛盾，或缺少一项", "按提示改正。"),
    "HON024": (
        "已有称号，重复授予",
        "从名单里删去；按规定可以授予的，在“说明”里写明理由，写出已有的称号或获得的年份，例如“2021年获评，按规定复评”。",
    ),
    "HON025": ("缺少须先有的称号", "核对单位名称；称号早于本站登记的，在“已有称号”里写明称号和年份。"),
    "HON026": ("决定写的公示日期与公示不符", "核对公示和决定，改正错的一处。"),
    "HON027": ("两份文件的文号相同", "多半是照另一份复制来还没有改：改成这份文件的文号。"),
    "HON028": (
        "决定说不予命名的单位还在名单里",
        "不命名的，在名单这一行的“未命名原因”写明原因；命名的，改正文。",
    ),
    "IMP001": ("名单文件读不出来", "用 Excel 或 WPS 打开，另存为 .xlsx 或“CSV UTF-8（逗号分隔）”。"),
    "IMP002": ("看不出名单的工作表、表头或列", "按提示用 --sheet、--header、--column 指明。"),
    "IMP003": (
        "名单里有隐藏的行、列或工作表",
        "取消隐藏（行被筛选的，取消筛选），核对里面有没有漏掉的单位和个人信息，不要的删去，再导入。",
    ),
    "IMP004": ("名单里有公式", "复制这些格子，原处“选择性粘贴”为数值，保存后再导入。"),
    "IMP005": ("名单里疑有个人信息", "删去这一格里的个人信息；确实不是的，换一种写法。"),
    "IMP006": ("名单里有一格或一行不合要求", "按提示改正这一格。"),
    "IMP007": ("名单里写的个数与单位数不符", "核对名单：多了、少了单位的补正，个数写错的改正，再导入。"),
    "IMP008": ("会改动已有的名单", "核对这些变动；确实要改的，加上 --replace。"),
    "DRF001": ("草稿里还有没填的地方", "把【此处填写：……】整个换成要写的文字；没有的，连同上下文删去。"),
    "DRF002": ("名单草稿里还有没定的事项", "定下来以后删去【待定：……】；不列入的，删去这一行。"),
    "DRF003": ("还不能起草", "按提示先补上前一步。"),
    "DRF004": ("会覆盖已有的文件", "核对已有的文件；确实要重新起草的，加上 --replace。"),
    "REG001": (
        "登记事项与称号的经历不符",
        "核对编号、日期和事件：只有已经授予、还没有失效的称号才有可以登记的事项，失效的只能“恢复”。",
    ),
    "REG002": (
        "登记事项没有改变什么，或改得相反；日期差得太远",
        "核对等次、名称、日期和期限：升星要比当时高，降星要比当时低；文件生效、整改期限都在5年以内。",
    ),
    "REG003": (
        "登记事项所依据的文件不对",
        "文件写 decision 或 documents 里的标识，别届的前面加年度和 /；先在 honours.yml 里写上这份文件。",
    ),
    "REG004": (
        "封存记录（ledger.csv）改动过",
        "从版本管理或备份里恢复 ledger.csv：它只由 portal release 写，不要用办公软件打开后存盘。",
    ),
    "REG005": (
        "封存以后又改动",
        "从版本管理或备份里恢复原来的样子；要改的，恢复后先运行 portal correct；称号的变化在 events.csv 末尾加。",
    ),
    "REG006": ("已经公布，还没有封存", "核对无误后运行 portal release；封存以后只能更正，不能直接改。"),
    "REG007": ("还不能更正", "只有封存过的才要更正；没有封存过的直接改，上一次更正先封存。"),
    "REG008": ("更正写的条款与实际改动不符", "clauses 照提示写全改动的条款，不写没有改动的。"),
    "REG009": (
        "更正以前的文本缺少，或不是封存的那一份",
        "从版本管理或备份里恢复 earlier/ 里的文件：它由 portal correct 保存，不能改。",
    ),
    "REG010": ("更正的日期不对", "更正日期不早于公布和上一次更正的日期，上网时间不早于更正日期；都不晚于今天。"),
    "REG011": (
        "更正在封存以后改动或删去",
        "从版本管理或备份里恢复 corrections.yml；更正写错了的，再更正一次。",
    ),
    "REG012": (
        "撤销称号的文件没有登记",
        "在授予称号那一届的 events.csv 末尾加一行：事件写“撤销”或“摘牌”，文件写这份文件的标识。",
    ),
    "CPY001": ("这一届已经有了", "换一个年度；确实要重新复制的，先把这个文件夹移到别处。"),
    "CPY002": ("上网时间（published）没有单独写一行", "把 published 单独写成一行，再运行一次。"),
    "ANS001": ("答卷读不出来", "答卷应是计分页面导出的 JSON 文件，或由本站下载、填好的 .xlsx 工作簿。"),
    "ANS002": ("答卷内容与打分表不符", "按提示改正这一处答案。"),
    "ANS003": ("答卷属于另一张打分表", "换用对应的打分表，或重新作答。"),
    "ANS004": ("答卷工作簿有一格填写有误", "改正这一格，保存后再交。"),
    "CFG001": ("mkdocs.yml 不能用", "改正 mkdocs.yml；不打算改外观的，删去门户里的 mkdocs.yml 和 site_templates/。"),
    "TPL001": ("页面模板有误", "改正模板；不打算改模板的，删去门户里的 mkdocs.yml 和 site_templates/，用软件自带的。"),
    "TPL002": (
        "模板是旧版的",
        "从新版软件把这些文件复制到 site_templates/；不打算改模板的，删去门户里的 mkdocs.yml 和 site_templates/。",
    ),
    "BLD001": ("正在被另一次生成占用", "等另一次生成（portal serve 也是）结束后再试。"),
    "BLD002": ("写不了输出文件夹", "检查磁盘空间和写入权限，或换一个输出位置。"),
    "BLD003": ("输出文件夹不能用", "换一个空的或不存在的文件夹，例如 public。"),
    "BLD004": ("内容或模板一直在改动", "等写的人存完、同步软件同步完，再生成。"),
    "BLD005": ("进程被系统中止", "多半是内存不够：关掉别的程序，再运行一次。"),
    "DOC001": (
        "文件里有字体没有的字",
        "把有这些字的字体放进 .fonts/ 文件夹，或安装 fonts-noto-cjk；字写错了的，改正原文。",
    ),
    "DOC002": (
        "没有合适的字体，写不了 PDF",
        "运行 portal fonts，或把仿宋、楷体、黑体、宋体的字体文件放进 .fonts/ 文件夹。",
    ),
    "DOC003": ("不认识的文件格式", "输出文件的扩展名用 .pdf、.docx 或 .xlsx。"),
    "DOC004": ("会覆盖交来的答卷", "换一个输出文件名。"),
    "SEA001": (
        "内容多，要用 Pagefind，但没有安装",
        "安装：pip install 'campaign-portal[search]'；或在 content/portal.yml 里把 search_limit 调大。",
    ),
    "SEA002": ("Pagefind 没有做成索引", "按提示处理；或在 content/portal.yml 里把 search_limit 调大，不用 Pagefind。"),
    "STG001": ("目标文件夹不是空的", "换一个新的文件夹名；里面的内容不会被替换。"),
    "INI001": ("目标文件夹不是空的", "换一个新的文件夹名。"),
    "SRV001": ("端口已被占用", "用 --port 换一个端口。"),
    "PUB001": ("不是可以发布的网站", "先运行 portal build；--site 写生成好的网站文件夹。"),
    "PUB002": ("网站里有不能发布的文件", "重新生成网站；自己放进去的文件请移走，要公开的写进 content/。"),
    "PUB003": (
        "发布目标不能用",
        "写一个空的、还没有的，或以前发布过的文件夹；里面别的文件请移走：不是发布写出的，程序一概不删。",
    ),
    "PUB004": ("发布目标正被占用", "等另一次发布结束后再试。"),
    "PUB005": ("写不了发布目标", "检查磁盘空间、写入权限和网络连接，再发布一次。"),
    "PUB006": (
        "发布目标缺少发布所需的功能",
        "在网站服务器上运行 portal publish；或发布成 ZIP，或用 rsync，办法见 docs/hosting.zh-CN.md。",
    ),
    "PUB007": ("发布写出的文件与网站不符", "再发布一次；仍然如此的，检查磁盘。"),
    "PUB008": ("没有可以退回的版本", "用 --to 写提示里的一个版本；没有的，用原来的内容重新生成、发布。"),
    "PUB009": (
        "公开的文件与清单不符",
        "再发布一次，补正公开的版本和旧版本里与它相同的文件；旧版本里别的，要再发布那时的网站。多出的文件请移走。",
    ),
    "PUB010": ("核对不了", "检查地址和网络；没有清单的，用 portal publish 重新发布。"),
    "PUB011": (
        "封存过的内容不见了，或接不上",
        "从版本管理或备份里恢复这一届的文件夹、ledger.csv，重新生成；确实要撤下的，发布时加上 --without-released。",
    ),
    "PUB012": (
        "网站比现在的内容旧",
        "先运行 portal build（以前写了 -o 一类选项的照写），再发布；确实要照原样发布的，加上 --as-built。",
    ),
    "PUB020": ("git 用不了", "安装 git（Debian：apt install git），确认在终端里能运行 git --version。"),
    "PUB021": (
        "不是 git 仓库，或不能用",
        "写仓库所在的文件夹或它的地址；没有仓库的，先用 git clone 或 git init 建立。",
    ),
    "PUB022": ("分支不能用", "换一个专门放网站的分支，例如 gh-pages；不要用放源文件的分支。"),
    "PUB023": ("远程仓库连不上", "检查地址、网络和登录凭据（先试 git fetch 能不能成功），再发布一次。"),
    "PUB024": ("分支一直被别人改动", "等别人发布完再试；提示里说有 .lock 文件而没有别人在用的，删去这个文件。"),
    "PUB025": ("远程仓库拒绝了推送", "请仓库的管理员允许推送到这个分支，或换一个分支。"),
    "PUB026": ("git 没有成功", "按提示处理：多是磁盘满了、没有写入权限，或仓库损坏（用 git fsck 检查）。"),
    "PUB027": ("网站在发布的时候改动了", "等网站生成完，再发布一次。"),
    "PUB030": ("压缩包的文件名不能用", "输出文件写成 .zip，放在网站文件夹以外。"),
    "PUB031": (
        "有的文件在 Windows 上解压不出来",
        "改短提示里的标识，或换一个名称（con、prn、aux、nul、com1 一类是 Windows 保留的），重新生成网站。",
    ),
    "PUB032": ("不能覆盖这个文件", "换一个文件名；确实不要了的，先自己删去它。"),
}


_LONGEST = 400  # characters of a message


class Problem(Struct, frozen=True, order=True):
    """One thing to put right. ``line`` and ``column`` count from 1."""

    path: str
    line: int
    column: int
    code: str
    message: str
    remedy: str = ""

    def __post_init__(self) -> None:
        """Refuse a code that the catalogue does not hold; fill in the catalogue's remedy.

        Names of files and words of content are quoted in problems, so neither may carry line breaks,
        escape sequences of terminals or text without end.
        """
        _, remedy = CODES[self.code]
        if not self.remedy:
            force_setattr(self, "remedy", remedy)
        force_setattr(self, "path", _printable(self.path))
        force_setattr(self, "message", _shortened(_printable(" ".join(self.message.split()))))

    def __str__(self) -> str:
        """The two lines that people see: place, code and message, then the remedy."""
        return f"{self.path}:{self.line}:{self.column}: {self.code} {self.message}\n    → {self.remedy}"


def _printable(text: str) -> str:
    """The text with what cannot be seen or printed (controls, lone surrogates) written as escapes."""
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)


def _shortened(text: str) -> str:
    """The text, the middle left out when it is too long to read in a list."""
    half = _LONGEST // 2
    return text if len(text) <= _LONGEST else f"{text[:half]} …… {text[-half:]}"


class ProblemsFoundError(Exception):
    """Carries every problem that was found; nothing was written."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems sorted by place, each once."""
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


_REASONS = {
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "超出了磁盘配额",
    errno.EROFS: "只读",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "没有这个文件夹或文件",
    errno.ENOTDIR: "路径中间有一段是文件，不是文件夹",
    errno.EEXIST: "已经有同名的文件",
    errno.EIO: "磁盘读写出错",
    errno.ESTALE: "网络文件夹断开过，要重新挂载",
    errno.ETIMEDOUT: "网络文件夹没有应答",
    errno.EHOSTDOWN: "网络文件夹没有应答",
    errno.ENETUNREACH: "网络不通",
    errno.EHOSTUNREACH: "网络不通",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EMFILE: "打开的文件太多",
    errno.EISDIR: "是文件夹，不是文件",
    errno.ENOTEMPTY: "文件夹里还有别的",
    errno.EBUSY: "正在使用",
    errno.ELOOP: "链接绕成了圈",
}


def reason(error: OSError) -> str:
    """Why the system refused, in Chinese where it is something that happens."""
    return _REASONS.get(error.errno or 0, error.strerror or str(error))
