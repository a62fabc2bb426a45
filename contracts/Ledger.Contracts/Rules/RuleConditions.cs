using System.Collections.Frozen;
using Ledger.Facts;

namespace Ledger.Contracts;

/// <summary>
/// What each rule asks, in one sentence: for people who read the rules and not their code. Where profiles differ, the sentence says
/// what the newest asks.
/// </summary>
public static class RuleConditions
{
    private static readonly FrozenDictionary<string, Wording> Sentences = new Dictionary<string, Wording>(StringComparer.Ordinal)
    {
        ["ACK"] = new(
            "事件确认了某规则的警告，而该规则并未警告：只作提示。",
            "The event acknowledges a warning of a rule that did not warn: information only."),
        ["STATE"] = new(
            "记录的当前状态允许这一步骤；否则拒绝，并列出现在可办的步骤。",
            "The present state of the record allows the step; else it is refused, with the steps that are allowed now."),
        ["F-01"] = new(
            "不动产单元代码为28位、校验码正确、属于本城市；宗地代码以W00000000结尾，房屋代码不得为F00000000。",
            "A unit code has 28 characters, its check digit and a division of this city; a parcel ends in W00000000, a house never in F00000000."),
        ["F-02"] = new(
            "单元代码第7至12位不全为0（全为0是虚拟单元）。",
            "Digits 7 to 12 of the unit code are not all 0 (such a unit is virtual)."),
        ["F-03"] = new(
            "证号符合编号规则，年份为登簿之年，种类与权利相符。",
            "A certificate number has its form, the year of the recording, and the kind that fits the right."),
        ["F-04"] = new(
            "证件号码与统一社会信用代码的校验码正确。",
            "Check digits of identity numbers and credit codes are right."),
        ["F-05"] = new(
            "自然人用个人证件，组织用组织代码。",
            "A person is named by a person's document, an organisation by an organisation's."),
        ["F-06"] = new(
            "同一当事人不得同时在一份交易的双方。",
            "No party stands on both sides of one deed."),
        ["F-07"] = new(
            "金额以分计、可换算；单价在合理范围之内（超出只警告）。",
            "Amounts are stated in fen; the price of a square metre lies within plausible bounds (outside them a warning)."),
        ["C-01"] = new(
            "合同、核税、申请、抵押合同等所列单元完全相同。",
            "Contract, assessment, application and mortgage contract name the same units."),
        ["C-02"] = new(
            "单元及其权籍内部标识与权籍数据一致。",
            "The unit and its internal cadastral id are those of the cadastre."),
        ["C-03"] = new(
            "首次登记前该单元没有现势产权，转移前恰有一个。",
            "A unit has no live title before its first registration and exactly one before a transfer."),
        ["C-04"] = new(
            "该单元没有另一受理中的业务（查封、异议等除外）。",
            "No case of another acceptance is open on the unit (seizures, objections and the like excepted)."),
        ["C-05"] = new(
            "一个单元同时至多有一份已签或已备案的合同。",
            "A unit is in at most one contract that is signed or filed."),
        ["C-06"] = new(
            "每个出卖人都是现势权利人且不超出其份额；处分全部时列明所有权利人；新建房出卖人为开发企业。",
            "Every seller is a live owner and sells no more than it holds; a sale of the whole names all owners; a new home is sold by its developer."),
        ["C-07"] = new(
            "买受人与契税纳税人相同。",
            "The buyers are the taxpayers of the deed tax."),
        ["C-08"] = new(
            "买受人与登记的受让人相同。",
            "The buyers are those to whom the title is transferred."),
        ["C-09"] = new(
            "卖方税的纳税人是出卖人；个人出卖人必有个人所得税记录。",
            "Who is assessed for a seller's tax is a seller; an individual seller has an income-tax record."),
        ["C-10"] = new(
            "需备案的合同在登记前已备案。",
            "A contract that has to be filed is filed before the transfer."),
        ["C-11"] = new(
            "登簿时合同仍有效，未撤销、未注销备案。",
            "At recording the contract stands: neither revoked nor its filing cancelled."),
        ["C-12"] = new(
            "预售许可有效、包含该幢、发放不晚于签约（同日可）。",
            "The pre-sale permit is valid, covers the building and was issued by the day of signing (the same day passes)."),
        ["C-13"] = new(
            "备案不晚于签订后30日（第30日通过，第31日警告）。",
            "The contract is filed within 30 days of signing (day 30 passes, day 31 warns)."),
        ["C-14"] = new(
            "本合同现行版本的契税已缴清或已减免，覆盖每个单元和买受人。",
            "The deed tax on the present version of the contract is paid or exempt, for every unit and buyer."),
        ["C-15"] = new(
            "个人出卖人的个人所得税、其他情形的土地增值税已缴清或已减免。",
            "Income tax of an individual seller, else land appreciation tax, is paid or exempt."),
        ["C-16"] = new(
            "每个纳税人每一税种实缴等于应征，分毫不差。",
            "What each taxpayer paid of each tax is what was assessed, to the fen."),
        ["C-17"] = new(
            "税额＝计税依据×税率，四舍五入到分；税率取自决定日有效的税率表；面积分档按登记面积。",
            "Tax is base times rate, rounded to the fen; the rate is that of the table in force on the deciding day, its bracket that of the registered area."),
        ["C-18"] = new(
            "计税依据不低于不含税价；高于时应为核定上调。",
            "The base is not below the net price; above it, it was assessed up."),
        ["C-19"] = new(
            "合同价、申报价与登簿价一致；税务核定的差额须有说明。",
            "The prices of contract, declaration and book agree; a difference that the tax department assessed is explained."),
        ["C-20"] = new(
            "纳税义务发生日为合同签订日。",
            "The liability date is the day on which the contract was signed."),
        ["C-21"] = new(
            "所依据的税款未因合同未履行而退还；此种退税须合同已终止且未转移。",
            "The tax relied on was not refunded for a failed contract; such a refund needs an ended contract and no transfer."),
        ["C-22"] = new(
            "一张税票（或其一行）只用于一份合同。",
            "A ticket, or a line of one, serves one contract."),
        ["C-23"] = new(
            "合同、测绘与登记面积一致；预售房差异3%以内警告，超过须例外。",
            "Areas of contract, survey and book agree; of a pre-sold home up to 3 % warns, more needs an exception."),
        ["C-24"] = new(
            "建筑面积与套内加分摊之差不超过0.02平方米。",
            "Area and inner plus shared area differ by at most 0.02 m²."),
        ["C-25"] = new(
            "合同用途与登簿用途一致；土地年限未届满（住宅届满只警告）。",
            "Use of contract and book agree; the land term has not ended (of a home a warning)."),
        ["C-26"] = new(
            "按份共有各份额之和恰为1；共同共有与单独所有不列份额。",
            "Shares sum to exactly 1; a sole owner and joint owners have none."),
        ["C-27"] = new(
            "处分全部：共同共有人全部签署，按份共有达到规定比例；买受人自己的份额不计。",
            "Disposing of the whole is signed by all joint owners, or by owners of the required part of the shares; a buyer's own share does not count."),
        ["C-28"] = new(
            "按份份额卖给外人：其他共有人已放弃，或签约前15日已通知。",
            "A share sold to an outsider: the other owners waived, or were notified 15 days before signing."),
        ["C-29"] = new(
            "单元或其宗地上没有有效的查封、预查封（在登簿与提交两个时刻判断）。",
            "No seizure or pre-seizure is in force on the unit or its parcel, at recording and at the envelope's time."),
        ["C-30"] = new(
            "受理之后、登簿之前送达的查封中止办理；登簿之后送达、针对原权利人的查封被拒绝。",
            "A seizure delivered between acceptance and recording stops the act; one delivered after recording against the former owner is refused."),
        ["C-31"] = new(
            "查封按送达时刻排队；已处置全部的解封只随司法转移，轮候随之失效。",
            "Seizures queue by delivery; a lift that says disposed as a whole stands with a court transfer only, and ends the queue."),
        ["C-32"] = new(
            "单次查封期限不超过规定月数。",
            "One term of a seizure is no longer than its kind allows."),
        ["C-33"] = new(
            "续封、解封、移送的机关为原查封机关，或依法有权的机关。",
            "Who renews, lifts or hands over is the authority that seized, or one that may in its place."),
        ["C-34"] = new(
            "他人有效的预告登记须有其书面同意（银行为同意事件）。",
            "While a notice of another is live, that party consents in writing, a bank by its own event."),
        ["C-35"] = new(
            "能够登记之日起90日内未申请的预告登记失效。",
            "A notice lapses when nobody applies within 90 days of the day on which registration became possible."),
        ["C-36"] = new(
            "预告转本登记：单元、权利人、依据相同，金额不超过预告。",
            "What a notice is converted to has its unit, beneficiary and basis, and no larger amount."),
        ["C-37"] = new(
            "有有效异议时，须以书面风险声明确认。",
            "While an objection counts, the act is acknowledged with a signed statement of risk."),
        ["C-38"] = new(
            "15日内未起诉的异议失效；同一申请人不得以同一事由再次异议。",
            "An objection lapses without a suit within 15 days; the same applicant cannot repeat the same ground."),
        ["C-39"] = new(
            "该单元没有未办结的更正登记。",
            "No correction of the unit is open."),
        ["C-40"] = new(
            "抵押人是现势权利人，或所列备案合同的买受人、有效预告的权利人。",
            "Mortgagors are live owners, or buyers of the filed contract or beneficiaries of the live notice that is named."),
        ["C-41"] = new(
            "抵押权人是账本上的放贷成员，合同、同意与解除由其自己的密钥签名。",
            "The mortgagee is a lender among the members, and signs contract, consent and release with its own key."),
        ["C-42"] = new(
            "登记的抵押方式、金额、期限、范围、单元与抵押合同或协议相同。",
            "Mode, amount, term, scope and units recorded are those of the contract or agreement."),
        ["C-43"] = new(
            "每一持分上现势抵押的顺位为1至n；下降者须同意。",
            "Ranks of the live mortgages of a holding are 1 to n; whoever falls behind has consented."),
        ["C-44"] = new(
            "现势抵押额之和不超过评估价值与成数之积；新房贷款不超过房价减首付。",
            "Live mortgages come to no more than the appraised value times the limit; a new home's loan to no more than price less down payment."),
        ["C-45"] = new(
            "履行期限起止合理，非住宅不超过土地年限。",
            "The term begins after signing, ends after it begins and, of what is no home, within the land term."),
        ["C-46"] = new(
            "登记了禁止转让约定（或2021年前登记）的抵押，转让须抵押权人同意。",
            "A mortgage with a registered restriction, or from before 2021, needs the mortgagee's consent to a transfer."),
        ["C-47"] = new(
            "未注销的抵押随转移保留，并通知抵押权人。",
            "A mortgage that is not cancelled survives the transfer, and its mortgagee is notified."),
        ["C-48"] = new(
            "抵押注销须抵押权人先解除（或法院文件、例外）；只有强制处置消灭抵押，因此消灭的，注销后方可办理其他登记。",
            "A mortgage is cancelled after its mortgagee released it, or by a court's document; only a forced sale extinguishes one, which is then cancelled first."),
        ["C-49"] = new(
            "只有已登记、未注销的抵押才可解除或注销。",
            "Only a mortgage that is recorded and not cancelled is released or cancelled."),
        ["C-50"] = new(
            "最高额抵押在实现、转移之前已确定；部分转让须有约定。",
            "A maximum-amount mortgage is determined before it is realised or transferred; in part only where agreed."),
        ["C-51"] = new(
            "房屋与其宗地（或应占份额）归同一权利人，一并处分。",
            "House and parcel, or its due share, have one holder and are disposed of together."),
        ["C-52"] = new(
            "宗地上的限制按业务小类报告给房屋单元。",
            "What restricts the parcel is reported for its units, as the flow says."),
        ["C-53"] = new(
            "已售、已备案或已预告的单元不在在建抵押内；首次登记时转换或解除。",
            "A unit sold, filed or noticed is in no construction mortgage; first registration converts or releases it."),
        ["C-54"] = new(
            "证号从未使用；出让人的证在同一行为中作废，其他共有人的证不变。",
            "A certificate number was never issued; the giver's certificate is voided in the same act, co-owners' stay."),
        ["C-55"] = new(
            "证书内容的散列等于由登记簿重算的散列。",
            "The hash of a certificate's content is that of the book's row."),
        ["C-56"] = new(
            "申请所附原证为出让人现行证书，权利链连续。",
            "The certificate handed in is the giver's live one; the chain of title is unbroken."),
        ["C-57"] = new(
            "许可、签订、备案、核税、缴税、受理、登簿、发证的日期先后有序。",
            "Permit, signing, filing, assessment, payment, acceptance, recording and issue follow each other."),
        ["C-58"] = new(
            "登簿减受理减停办天数不超过承诺与法定时限。",
            "Recording less acceptance less stopped days is within the promised and the legal time."),
        ["C-59"] = new(
            "受监管的合同在登簿前资金到账，条件成就后才可释放。",
            "Supervised money has arrived before recording, and is released when its condition is met."),
        ["C-60"] = new(
            "撤回须在登簿之前。",
            "A case is withdrawn before its recording."),
        ["C-61"] = new(
            "有居住权时警告；居住权本身不得转让。",
            "A live right of residence warns; the right itself is not transferred."),
        ["C-62"] = new(
            "地役权在供役地与需役地同时登记，期限不超过两宗土地年限。",
            "An easement stands on both parcels with one term, within the land terms of both."),
        ["C-63"] = new(
            "单元、宗地上没有有效的锁定。",
            "No lock counts on unit or parcel."),
        ["C-64"] = new(
            "学校、医院等公益设施，有争议的财产，集体所有土地与宅基地不得抵押。",
            "Schools, hospitals and public welfare, disputed property, collective land and homesteads are not mortgaged."),
        ["C-65"] = new(
            "未成年人处分须有监护人声明。",
            "A minor's disposal has the guardian's statement."),
        ["C-66"] = new(
            "继承：无合同，法定继承减免或遗赠缴契税；经公证，或公告期满且各继承人已询问。",
            "Inheritance has no contract, an exemption or the deed tax of a bequest, and a notarial deed or a notice that is over."),
        ["C-67"] = new(
            "限购、限售规定在签约日满足。",
            "Local rules on purchase and resale are met on the day of signing."),
        ["C-68"] = new(
            "查询有目的和有效授权，字段不超出授权。",
            "A query has a purpose and an open authorisation, and asks for no more fields."),
        ["C-69"] = new(
            "事件只有规定类型的字段：编号、当事人编码、代码、日期、数字，没有自由文字。",
            "An event has typed fields only: identifiers, tokens, codes, dates and numbers; no free text."),
        ["C-70"] = new(
            "事件类型属于签名机构的职责。",
            "The event is one that its signer's organisation may write."),
        ["C-71"] = new(
            "登簿日期为登簿时刻之日；受理≤登簿≤提交；登簿时刻晚于该单元上一次登簿。",
            "The recording's date is the day of its instant; acceptance, recording and envelope follow each other, and recordings of a unit too."),
        ["C-72"] = new(
            "被执行人是现势权利人；预查封为合同买受人或开发企业。",
            "The debtor of a seizure is the live owner; of a pre-seizure the buyer or the developer."),
        ["C-73"] = new(
            "登记原因附有该类所需的各种文件（散列）。",
            "An instrument names, by hash, the documents that its kind needs."),
        ["C-74"] = new(
            "经办人、审核人为本机构在册、有该职责的人员；审核人不是受理人，并由本人提交或签名。",
            "Operator and reviewer are enrolled by the signer, with the duty; the reviewer is not the acceptor, and submits or signs the review itself."),
        ["C-75"] = new(
            "备案、受理、协议、授权等编号未被使用。",
            "Numbers of filings, acceptances, agreements, authorisations and instruments are unused."),
        ["C-76"] = new(
            "只有应缴该税率增值税（或由卖方开票）时才可扣除增值税计净价。",
            "A net price is net of VAT only where VAT of that rate is owed or the seller invoices it."),
        ["C-77"] = new(
            "税率与减免代码见于对应税种、主体、用途、依据、日期的表。",
            "Rate and exemption stand in the dated table for tax, party, use, holding and basis."),
        ["C-78"] = new(
            "契税每行列明单元，各单元计税依据相符；单独编码的附属设施按其他房产计税。",
            "Every line of the deed tax names its unit and meets that unit's base; a garage of its own code is taxed as other property."),
        ["C-79"] = new(
            "权利类型与单元代码相符。",
            "The right type fits the unit's code."),
        ["C-80"] = new(
            "宅基地、集体、划拨、保障房等限制处分的土地须批准文件。",
            "Land that is not freely disposable is disposed of with its approval, or never."),
        ["C-81"] = new(
            "分割、合并、转码的面积守恒、代码未用、沿革双向。",
            "Split, merge and mapping conserve the area, take unused codes and name each other."),
        ["C-82"] = new(
            "例外编号有效、未用，属于该规则、事件、对象与所列限制，批准人不是经办人。",
            "The exception named is open and unused, of this rule, event, subject and restriction, and was approved by another than the operator."),
        ["C-83"] = new(
            "规则或声明所需的限制种类自某日起已补录；否则提示旧簿未知。",
            "The page knows the kind of encumbrance asked for; else \"old book unknown\" is reported."),
        ["C-84"] = new(
            "份额抵押指明所抵押的份额，随该份额转移。",
            "A mortgage of a share names the holding, and goes with it alone."),
        ["C-85"] = new(
            "他人已网签的单元，抵押或变更须买受人书面同意。",
            "While another party has a live contract, mortgaging or reshaping the unit needs that buyer's consent."),
        ["C-86"] = new(
            "所需公告已发布且期满（自登记机构上报之日起15个工作日以上）后才登簿。",
            "The notice needed was posted for at least 15 working days, counted from when the ledger was told, and is over before recording."),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Ids of all rules that have a sentence.</summary>
    public static IReadOnlyCollection<string> Ids => Sentences.Keys;

    /// <summary>What a rule asks.</summary>
    /// <param name="id">Its number, e.g. <c>C-05</c>.</param>
    /// <exception cref="KeyNotFoundException">Nobody has written it.</exception>
    public static Wording Of(string id) => Sentences[id];
}
