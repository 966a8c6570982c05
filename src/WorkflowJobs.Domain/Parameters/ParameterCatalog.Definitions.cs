using static WorkflowJobs.Domain.Parameters.ParameterType;
using static WorkflowJobs.Domain.Parameters.ParameterUnit;

namespace WorkflowJobs.Domain.Parameters;

public static partial class ParameterCatalog
{
    private const string Ours = "C";
    private static string[] UpperModes => ["BIRTHDAY_INCLUSIVE", "COMPLETED_YEARS"];

    private static IEnumerable<ParameterDefinition> Definitions() =>
        [.. Procedure(), .. Review(), .. Offer(), .. OnPost(), .. Eligibility(), .. Exclusions(), .. Ranking(), .. Privacy()];

    private static IEnumerable<ParameterDefinition> Procedure() =>
    [
        Days("notice.minDays", 5, "报名窗口最短工作日", "Least working days a window is open", Ours, min: 1),
        new("notice.closesAt", Time, "17:30", None, "报名截止时刻", "Closing time of a window", Ours),
        Days("accept.days", 3, "受理期限", "Acceptance", Ours, min: 1),
        Days("supplement.days", 5, "补正期限", "Supplement", Ours, min: 1),
        Number("supplement.maxTimes", 2, Times, "补正次数上限（超过或逾期视为撤回）", "Most supplements", Ours, 0, 10),
        Days("town.review.days", 5, "镇街审核期限", "Town review", Ours, min: 1),
        Days("publicity.days", 5, "公示期", "Publicity period", "C；所见3至7天", min: 3),
        Days("publicity.removeAfter", 5, "公示期满后撤下期限", "Removal from the public area after the period", "C 9.2", min: 0),
        Days("objection.days", 5, "异议处理期限", "Objection", Ours, min: 1),
        Days("objection.extension", 5, "异议处理延长期限（一次）", "One extension of an objection", Ours, min: 0),
        Days("district.approve.days", 5, "区级审批期限", "District approval", Ours, min: 1),
        new("task.reminders", IntegerList, "-1,0,1", WorkingDays, "催办日（相对到期日）", "Reminders, in days from the due date", "C 8") { Min = -30, Max = 30 },
        Number("delegation.maxDays", 60, CalendarDays, "一次委托代办最长天数", "Longest delegation of an officer", Ours, 1, 366),
        Number("plan.householdCap", 1, People, "同一计划年度同户安置上限", "Most placed of one household in a plan year", "F NX,GS23", 1, 10),
    ];

    private static IEnumerable<ParameterDefinition> Review() =>
    [
        Days("review.days", 5, "民主评议期限（报名截止后）", "Democratic review after closing", Ours, min: 1),
        Number("review.minMembers", 7, People, "评议小组最少人数", "Least members of the roster", "C，参照低保15人 F DB60", 3, 100),
        new("review.quorum", ParameterType.Fraction, "2/3", None, "到会比例（占应到）", "Quorum, of the roster", "C，参照 F DB60"),
        new("review.pass", ParameterType.Fraction, "2/3", None, "通过比例（占到会）", "Pass, of those present", "C，参照 F DB60"),
        new("review.residentsShare", ParameterType.Fraction, "2/3", None, "村（居）民代表比例（占到会）", "Resident representatives, of those present", "C，参照 F DB60"),
        Days("review.reexamination.days", 5, "评议结果复核申请期限", "Asking for re-examination of a review", "C 8", min: 1),
        Days("review.certify.days", 2, "评议记录核签期限", "Certifying the minutes of a review", Ours, min: 1),
    ];

    private static IEnumerable<ParameterDefinition> Offer() =>
    [
        Number("training.hours", 8, Hours, "岗前培训学时", "Pre-job training", Ours, 1, 200),
        Days("training.within", 10, "审批后培训期限", "Training after approval", Ours, min: 1),
        Number("training.passMark", 60, Points, "培训合格分", "Pass mark", Ours, 0, 100),
        Number("training.retakes", 1, Times, "补考次数", "Retakes", Ours, 0, 5),
        Days("sign.within", 5, "培训合格后签约期限", "Signing after training", Ours, min: 1),
        Days("onPost.within", 3, "签约后上岗期限", "On post after signing", Ours, min: 0),
        new("onboarding.order", Choice, "TRAINING_FIRST", None, "培训与签约先后", "Training before or after signing", "C，I10；F GM22 相反") { Choices = ["TRAINING_FIRST", "SIGNING_FIRST"] },
        Number("agreement.months", 12, Months, "协议期限", "Agreement", Ours, 1, 36),
        Number("agreement.maxMonths", 36, Months, "累计期限上限（距退休不足五年可延长）", "Most months in all", "F MHQA", 1, 120),
        Number("waitlist.months", 6, Months, "候补有效期（不超过计划年度）", "A waitlist lasts, within the plan year", Ours, 1, 12),
    ];

    private static IEnumerable<ParameterDefinition> OnPost() =>
    [
        Number("rural.maxAgeOnPost", 65, Years, "乡村在岗年龄上限", "Highest age on a rural post", "S 三(二)；F BZ24 可至70", 60, 70),
        Number("attendance.reportBy", 5, DayOfMonth, "考勤上报日（次月）", "Attendance reported by, next month", Ours, 1, 28),
        Number("score.reportBy", 10, DayOfMonth, "考核上报日（次月）", "Score reported by, next month", "F CW", 1, 28),
        Number("pay.by", 15, DayOfMonth, "补贴发放日（次月）", "Paid by, next month", Ours, 1, 28),
        Number("absence.dismiss.consecutive", 3, CalendarDays, "连续旷工超过（天）可清退", "Dismissal beyond consecutive absent days", Ours, 1, 31),
        Number("absence.dismiss.month", 5, CalendarDays, "月旷工超过（天）可清退", "Dismissal beyond absent days in a month", Ours, 1, 31),
        Number("absence.dismiss.year", 10, CalendarDays, "年旷工超过（天）可清退", "Dismissal beyond absent days in a year", Ours, 1, 366),
        Number("leave.sickProofDays", 3, CalendarDays, "病假须医院证明（天）", "Sick leave needs proof from", "F GGZ", 1, 31),
        Number("leave.maxDays", 90, CalendarDays, "年请假上限", "Most leave in a year", "F GGZ", 1, 366),
        Number("assessment.excellent", 90, Points, "优秀分数线", "Excellent from", Ours, 1, 100),
        Number("assessment.pass", 60, Points, "合格分数线", "Satisfactory from", Ours, 1, 100),
        Number("assessment.failsToDismiss", 2, Times, "连续不合格次数（提出清退）", "Consecutive failures before a dismissal proposal", Ours, 1, 12),
        Days("assessment.confirmDays", 3, "考核结果确认期限（逾期视为确认）", "Time to contest an assessment; silence confirms", Ours, min: 1),
        new("milestone.noticeDays", IntegerList, "60,30,7", CalendarDays, "协议到期、到龄提前提醒（天）", "Notices before the agreement's end and the age limit", "C 8") { Min = 1, Max = 365 },
        Number("renewal.applyDays", 30, CalendarDays, "续签申请提前天数", "A renewal is asked for, before the end", "C 8", 1, 90),
        Number("vacancy.reportDays", 5, CalendarDays, "空岗上报期限", "A vacancy is reported within", "F FS", 1, 60),
        Days("exit.defence.days", 2, "退出前陈述申辩期限", "Statement of defence before a removal", "C 8", min: 1),
        Days("exit.dispute.days", 5, "对清退决定申请复核期限", "Disputing a removal", "C 8", min: 1),
        Days("exit.reexamination.days", 5, "清退决定复核期限", "Re-examination of a removal", "C 8", min: 1),
        Days("exit.remind.days", 5, "到期或到龄退出未获批准，提醒镇街的间隔", "Reminding the town of who stays past an end", Ours, min: 1),
        Days("exit.handle.days", 5, "退出事项各环节办理期限", "Each step of an exit", Ours, min: 1),
        Number("inspection.townMonths", 3, Months, "镇街检查周期", "Town inspection every", "S 三(八)", 1, 12),
        Number("inspection.districtMonths", 6, Months, "区级检查周期", "District inspection every", "S 三(八)", 1, 12),
        Days("inspection.dueDays", 10, "检查期满后提交记录期限", "Record of an inspection after its period", "C 8", min: 0),
        Days("inspection.confirmDays", 3, "检查会同、审定期限", "Joining in and confirming an inspection", Ours, min: 1),
        Number("inspection.sample.risk", 10, People, "按风险抽查人数上限", "Most people drawn by risk", Ours, 0, 200),
        Number("inspection.sample.lot", 10, People, "随机抽查人数", "People drawn by lot", Ours, 0, 200),
        Number("inspection.sample.retest", 1, People, "半年检查对以往有问题的单位至少抽查人数", "People of each unit with earlier findings in a half-yearly check", "S28；C", 0, 20),
        Number("inspection.risk.perfectMonths", 3, Months, "连续满勤达到（月）视为疑点", "Perfect attendance for so long is a sign", Ours, 1, 12),
        new("inspection.risk.weights", Map, "SHARED_ACCOUNT=40,TIP_OFF=40,CADRE_RELATIVE=30,COMPARISON_HIT=30,EARLIER_FINDING=20,PERFECT_ATTENDANCE=10", Points, "抽查风险分值", "Points of the signs of risk", "C；现象 F WY24、MX25、JL25")
        {
            Min = 0,
            Max = 100,
            Choices = ["SHARED_ACCOUNT", "TIP_OFF", "CADRE_RELATIVE", "COMPARISON_HIT", "EARLIER_FINDING", "PERFECT_ATTENDANCE"],
        },
        Days("rectification.days", 15, "整改期限", "Rectification", Ours, min: 1),
        Days("rectification.verifyDays", 5, "整改核验期限", "Verification of a rectification", Ours, min: 1),
        Number("rectification.extensions", 1, Times, "整改延期次数", "Extensions of a rectification", Ours, 0, 5),
        Days("tipOff.days", 15, "举报核查期限", "Looking into a tip-off", Ours, min: 1),
        Days("clue.receiveDays", 3, "线索接收期限", "Receiving a clue", Ours, min: 1),
        Days("clue.verifyDays", 30, "线索核实期限", "Looking into a clue", Ours, min: 1),
        Number("clawback.payBy", 30, CalendarDays, "追缴期限（通知后）", "Clawback paid within, after notice", Ours, 1, 365),
        Days("followUp.within", 10, "后续跟踪办理期限", "Follow-up contact made within", Ours, min: 1),
        new("followUp.months", IntegerList, "1,3,6,12", Months, "退出后跟踪月份", "Contact after exit, in months", Ours) { Min = 1, Max = 60 },
        new("pay.proration", Choice, "CALENDAR_DAY", None, "不足月折算方式", "Proration", Ours) { Choices = ["CALENDAR_DAY", "HALF_MONTH", "WHOLE_MONTH"] },
        .. Money(),
    ];

    private static IEnumerable<ParameterDefinition> Money() =>
    [
        Number("pay.ruralAnnual", 10000, YuanAmount, "乡村公益性岗位补贴标准（每人每年）", "Rural subsidy of a person and year", "S 三(六)", 1, 1_000_000),
        Number("pay.personalCap", 0, YuanAmount, "乡村岗位个人每月发放上限（0为不设）", "Most that a person on a rural post gets a month (0: no cap)", "F TS22 有800；I7", 0, 100_000),
        Number("pay.share.province", 40, Percent, "省级分担", "The province's share", "S", 0, 50),
        Number("pay.share.city", 20, Percent, "市级分担（其余由区承担）", "The city's share (the district bears the rest)", "S", 0, 50),
        Days("pay.contestDays", 2, "扣发异议期限", "Contesting a deduction", "C；F CW 先告知后发放", min: 1),
        Number("insurance.expiring.days", 30, CalendarDays, "意外险保单到期前多少天提示即将到期", "Days before its end from which an accident policy counts as expiring", Ours, 1, 365),
        new("social.employerRates", Map, "PENSION=1600,MEDICAL=850,UNEMPLOYMENT=70,INJURY=20", None, "社会保险单位费率（万分之）", "Employer's social-insurance rates, in ten-thousandths", "G，以统筹地区公布的费率为准") { Min = 0, Max = 5000, Choices = ["PENSION", "MEDICAL", "UNEMPLOYMENT", "INJURY"] },
        new("wage.tier", Choice, "2", None, "最低工资标准档次", "Tier of the minimum wage", "G；§7 按20元/小时举例") { Choices = ["1", "2", "3"] },
        new("wage.minimumMonthly", Map, "T1=2200,T2=2010,T3=1820", YuanAmount, "月最低工资标准（各档）", "Minimum wage a month, by tier", "G 2023-10起；F NY24") { Min = 1, Max = 100_000, Choices = ["T1", "T2", "T3"] },
        new("wage.minimumHourly", Map, "T1=22,T2=20,T3=18", YuanAmount, "小时最低工资标准（各档）", "Minimum wage an hour, by tier", "G 2023-10起") { Min = 1, Max = 10_000, Choices = ["T1", "T2", "T3"] },
    ];

    private static IEnumerable<ParameterDefinition> Eligibility() =>
    [
        Number("eligibility.general.min", 16, Years, "一般类别年龄下限", "Least age of the general groups", "F TS22", 14, 60),
        Number("eligibility.general.max", 65, Years, "一般类别年龄上限", "Highest age of the general groups", "F TS22", 40, 70),
        UpperMode("eligibility.general.upperMode", "BIRTHDAY_INCLUSIVE", "一般类别年龄上限读法", "Reading of that highest age"),
        Number("eligibility.ruralAge.min", 45, Years, "农村大龄年龄下限", "Least age, older rural person", "S 三(二)", 16, 65),
        Number("eligibility.ruralAge.max", 65, Years, "农村大龄年龄上限", "Highest age, older rural person", "S 三(二)", 45, 70),
        UpperMode("eligibility.ruralAge.upperMode", "BIRTHDAY_INCLUSIVE", "农村大龄上限读法", "Reading of that highest age"),
        Number("eligibility.youth.min", 16, Years, "青年年龄下限", "Least age, youth", "S 三(二)", 14, 24),
        Number("eligibility.youth.max", 24, Years, "青年年龄上限", "Highest age, youth", "S 三(二)", 16, 40),
        UpperMode("eligibility.youth.upperMode", "COMPLETED_YEARS", "青年上限读法", "Reading of that highest age"),
        Number("eligibility.urbanAge.woman", 45, Years, "城镇大龄失业（女）下限", "Least age, older urban woman", "S 三(二)；F 有40", 16, 60),
        Number("eligibility.urbanAge.man", 55, Years, "城镇大龄失业（男）下限", "Least age, older urban man", "S 三(二)；F 有50", 16, 65),
        Number("eligibility.child.under", 18, Years, "未成年子女（未满）", "A child is minor under", "F YZ24", 14, 18),
        Number("eligibility.mother.children", 2, People, "“二孩妈妈”未成年子女数", "Minor children of a mother of two", "F YZ24", 1, 5),
        new("eligibility.singleParent.basis", ChoiceList, "DIVORCED,WIDOWED", None, "单亲的婚姻状况", "Marital basis of a single parent", "F YZ24；F AQ 含未婚") { Choices = ["DIVORCED", "WIDOWED", "NEVER_MARRIED"] },
        new("eligibility.residence.basis", Choice, "REGISTER_OR_RESIDENT", None, "户籍地认定", "What counts as residence", "F LSQ22") { Choices = ["REGISTER", "REGISTER_OR_RESIDENT"] },
        new("eligibility.recheck", ParameterType.Boolean, "true", None, "审批时、签约时复核", "Check again at approval and agreement", Ours),
        new("eligibility.tiers", Map, "R-POV=1,R-LOW=1,R-DIS=1,R-AGE=2,R-SPF=3,R-YTH=3,R-MOM=3,U-ZERO=1,U-AGE=1,U-OTH=2,U-YTH=2,U-MOM=2", None, "各类别梯次", "Tier of each group", "S 三(三) 第一梯次；其余 C")
        {
            Min = 1,
            Max = 9,
            Choices = ["R-POV", "R-LOW", "R-DIS", "R-AGE", "R-SPF", "R-YTH", "R-MOM", "U-ZERO", "U-AGE", "U-OTH", "U-YTH", "U-MOM"],
        },
    ];

    /// <summary>DOMAIN §5.3, G5.</summary>
    private static IEnumerable<ParameterDefinition> Exclusions() =>
    [
        Exclusion("E1", "HARD", "在校学生", "Students in school", "F TS22"),
        Exclusion("E2", "HARD", "已领取职工养老金", "Pensioners", "S 城镇；G"),
        Exclusion("E3", "HARD", "已在其他公益性岗位", "On another public-welfare post", "F"),
        Exclusion("E4", "HARD", "财政供养或公职人员", "On the public payroll", "F NX"),
        Exclusion("E5", "HARD", "村“两委”干部", "Village cadres", "F NX"),
        Exclusion("E5.relatives", "SOFT", "村“两委”干部的配偶、父母、子女", "Spouses, parents and children of village cadres", "F QS22,GT25；C"),
        Exclusion("E6", "HARD", "在营企业或个体工商户", "Businesses in operation", "F GS23"),
        Exclusion("E6.dormant", "SOFT", "歇业或注销中的企业、个体工商户", "Businesses at rest", "C"),
        Exclusion("E7", "HARD", "用人单位缴纳职工社保", "Employee's insurance paid by an employer", "C"),
        Number("exclusion.E7.clearDays", 30, CalendarDays, "停保满多少天后不再排除（E7）", "Days after the employer's insurance ended until E7 counts no more", Ours, 0, 365),
        Exclusion("E8", "HARD", "服刑或被限制人身自由", "Serving a sentence", "C"),
        Exclusion("E9", "HARD", "累计期限已用满", "Term used up", "F MHQA"),
        Exclusion("E10", "SOFT", "同户已安置达上限", "Household cap", "F NX,GS23"),
        Exclusion("E11", "SOFT", "特困供养人员", "Supported as destitute", "F SD24"),
        Exclusion("E12", "INFO", "房产、车辆超过标准", "Property or vehicle beyond the threshold", "C"),
    ];

    private static IEnumerable<ParameterDefinition> Ranking() =>
    [
        new("ranking.mode", Choice, "PRIORITY_FIRST", None, "排序方式", "Ranking", "C；I4") { Choices = ["PRIORITY_FIRST", "SCORE_FIRST"] },
        new("ranking.scoreEnabled", ParameterType.Boolean, "false", None, "启用评分", "Use the score", "C；因素 S 三(三)"),
        Number("ranking.weight.category", 40, Points, "人员类型权重", "Weight of the group", "C；因素 S 三(三)", 0, 100),
        Number("ranking.weight.income", 30, Points, "收入水平权重", "Weight of income", "C；因素 S 三(三)", 0, 100),
        Number("ranking.weight.willingness", 10, Points, "申请意愿权重", "Weight of willingness", "C；因素 S 三(三)", 0, 100),
        Number("ranking.weight.ability", 20, Points, "个人能力权重", "Weight of ability", "C；因素 S 三(三)", 0, 100),
    ];

    private static IEnumerable<ParameterDefinition> Privacy() =>
    [
        new("masking.name", Choice, "FULL", None, "公示姓名", "Name in public lists", "C 9.2") { Choices = ["FULL", "MASKED"] },
        new("masking.id", Choice, "LAST4", None, "公示身份号码", "Identity number in public lists", "C 9.2") { Choices = ["LAST4", "FIRST6_LAST4"] },
        new("masking.category", Choice, "MEETS_CONDITIONS", None, "公示类别", "Group in public lists", "C 9.2") { Choices = ["MEETS_CONDITIONS", "GROUP_CLASS"] },
        Number("retention.notApprovedYears", 2, Years, "未获批申请保存年限", "An application not approved is kept", "C/G 9.3", 1, 30),
        Number("retention.onPostYears", 10, Years, "在岗档案退出后保存年限", "A file is kept after exit", "C/G 9.3", 1, 50),
        Number("retention.vouchersYears", 30, Years, "会计凭证保存年限", "Vouchers are kept", "G 会计档案管理办法", 10, 100),
        Days("privacy.answerDays", 15, "查阅复制更正答复期限", "Answer to a request for one's data", "C 9.3", min: 1),
        new("log.keepDays", Integer, "1095", CalendarDays, "日志保存天数", "Logs are kept", "F CSL 不少于6个月；C 3年") { Min = 200, Max = 36500 },
    ];

    private static ParameterDefinition Days(string key, int value, string zh, string en, string basis, int min) =>
        Number(key, value, WorkingDays, zh, en, basis, min, 120);

    private static ParameterDefinition Number(string key, int value, ParameterUnit unit, string zh, string en, string basis, int min, int max) =>
        new(key, Integer, value.ToString(System.Globalization.CultureInfo.InvariantCulture), unit, zh, en, basis) { Min = min, Max = max };

    private static ParameterDefinition Exclusion(string code, string value, string zh, string en, string basis) =>
        new($"exclusion.{code}", Choice, value, None, $"排除情形{code}：{zh}", $"Exclusion {code}: {en}", basis) { Choices = ["HARD", "SOFT", "INFO", "OFF"] };

    private static ParameterDefinition UpperMode(string key, string value, string zh, string en) =>
        new(key, Choice, value, None, zh, en, "C；F TZ、GK 两种读法") { Choices = UpperModes };
}
