using Ledger.Acts;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary>Every act of the four departments as a command.</summary>
internal static class ActCatalogue
{
    private static readonly ActOption Contract = new("--contract", "contract_number", new("网签合同编号", "contract number"));
    private static readonly ActOption Date = new("--date", "date", new("日期 yyyy-MM-dd", "date, yyyy-MM-dd"));
    private static readonly ActOption Unit = new("--unit", "unit_code", new("不动产单元代码", "unit code"));
    private static readonly ActOption Business = new("--business", "business_number", new("业务号", "business number"));
    private static readonly ActOption Authority = new("--authority", "authority", new("查封机关统一社会信用代码", "credit code of the seizing authority"));
    private static readonly ActOption CourtDocument = new("--document", "document_number", new("查封文号", "number of the seizure's document"));
    private static readonly ActOption TermMonths = new("--months", "term.months", new("期限（月）", "term, months"));
    private static readonly ActOption TermDays = new("--days", "term.days", new("期限（日）", "term, days"));
    private static readonly ActOption Mortgagee = new("--mortgagee", "mortgage.mortgagee", new("抵押权人统一社会信用代码", "credit code of the mortgagee"));
    private static readonly ActOption MortgageNumber = new("--mortgage", "mortgage.contract_number", new("抵押合同编号", "number of the mortgage contract"));

    private static readonly ActOption[] Recording =
    [
        new("--acceptance", "recording.acceptance_number", new("受理编号", "acceptance number")),
        new("--acceptance-time", "recording.acceptance_time_ms", new("受理时间，如 2021-05-31T09:30:00+08:00", "instant of acceptance, e.g. 2021-05-31T09:30:00+08:00")),
        new("--recording-date", "recording.recording_date", new("登簿日期 yyyy-MM-dd", "recording date, yyyy-MM-dd")),
    ];

    private const string RecordingExample = "--acceptance 202105310001 --acceptance-time 2021-05-31T09:30:00+08:00 --recording-date 2021-05-31";

    /// <summary>All acts, by group and verb.</summary>
    public static IReadOnlyList<ActSpec> All { get; } =
    [
        ActSpec.Of<SignContractRequest>(
            "contract", "sign", new("合同网签", "record that a sale contract was signed"),
            "ledger contract sign --file contract.json",
            static (client, request, ct) => client.Transaction.SignContractAsync(request, ct),
            Contract,
            new("--kind", "kind", new("合同类型：new-build 或 stock", "kind: new-build or stock")),
            new("--date", "signing_date", new("签订日期 yyyy-MM-dd", "signing date, yyyy-MM-dd")),
            new("--price", "price.value", new("合同价（元）", "price in yuan"))),
        ActSpec.Of<FileContractRequest>(
            "contract", "file", new("网签备案", "file a signed contract"),
            "ledger contract file --contract 441900A21050000001 --filing 441900A21050000001 --date 2021-05-31",
            static (client, request, ct) => client.Transaction.FileContractAsync(request, ct),
            Contract,
            new("--filing", "filing_number", new("备案号", "filing number")),
            new("--date", "filing_date", new("备案日期 yyyy-MM-dd", "filing date, yyyy-MM-dd"))),
        ActSpec.Of<RevokeContractRequest>(
            "contract", "revoke", new("撤销合同", "revoke a contract"),
            "ledger contract revoke --contract 441900A21050000001 --date 2021-06-02 --reason BUYER_WITHDREW",
            static (client, request, ct) => client.Transaction.RevokeContractAsync(request, ct),
            Contract,
            Date,
            new("--reason", "reason", new("原因代码", "reason code"))),
        ActSpec.Of<AssessTaxRequest>(
            "tax", "assess", new("核定税款", "assess the taxes on a contract"),
            "ledger tax assess --file assessment.json",
            static (client, request, ct) => client.Tax.AssessTaxAsync(request, ct),
            Contract,
            new("--unit", "unit_codes", new("不动产单元代码", "unit code")),
            new("--date", "assessment_date", new("核定日期 yyyy-MM-dd", "assessment date, yyyy-MM-dd"))),
        ActSpec.Of<PayTaxRequest>(
            "tax", "pay", new("缴税（录入税票）", "book a payment by its ticket"),
            "ledger tax pay --contract 441900A21050000001 --date 2021-06-01 --ticket 344196210500000001 --tax deed --side transferee --amount 36000.00 --payer-type 1 --payer 441900188001010016",
            static (client, request, ct) => client.Tax.PayTaxAsync(request, ct),
            Contract,
            new("--date", "payment_date", new("缴款日期 yyyy-MM-dd", "payment date, yyyy-MM-dd")),
            new("--ticket", "tickets.number", new("税票号码", "ticket number")),
            new("--tax", "tickets.tax", new("税种：deed、vat、income 等", "tax: deed, vat, income, …")),
            new("--side", "tickets.side", new("transferor 或 transferee", "transferor or transferee")),
            new("--amount", "tickets.amount.value", new("金额（元）", "amount in yuan")),
            new("--payer-type", "tickets.taxpayer.document_type", new("纳税人证件种类（A.30）", "taxpayer's document type (A.30)")),
            new("--payer", "tickets.taxpayer.document_number", new("纳税人证件号", "taxpayer's document number"))),
        ActSpec.Of<ExemptTaxRequest>(
            "tax", "exempt", new("核定后准予减免", "grant an exemption after assessment"),
            "ledger tax exempt --contract 441900A21050000001 --date 2021-06-01 --tax vat --side transferor --exemption OVER_TWO_YEARS --payer-type 1 --payer 441900188001010016",
            static (client, request, ct) => client.Tax.ExemptTaxAsync(request, ct),
            Contract,
            Date,
            new("--tax", "tax", new("税种：deed、vat、income 等", "tax: deed, vat, income, …")),
            new("--side", "side", new("transferor 或 transferee", "transferor or transferee")),
            new("--exemption", "exemption", new("减免代码", "code of the exemption")),
            new("--payer-type", "taxpayer.document_type", new("纳税人证件种类（A.30）", "taxpayer's document type (A.30)")),
            new("--payer", "taxpayer.document_number", new("纳税人证件号", "taxpayer's document number"))),
        ActSpec.Of<RefundTaxRequest>(
            "tax", "refund", new("退税", "refund a ticket"),
            "ledger tax refund --contract 441900A21050000001 --date 2021-06-05 --reason contract-failed --ticket 344196210500000001 --amount 36000.00",
            static (client, request, ct) => client.Tax.RefundTaxAsync(request, ct),
            Contract,
            Date,
            new("--reason", "reason", new("contract-failed 或 overpaid", "contract-failed or overpaid")),
            new("--ticket", "refunds.ticket_number", new("税票号码", "ticket number")),
            new("--amount", "refunds.amount.value", new("金额（元）", "amount in yuan"))),
        ActSpec.Of<OpenFirstRegistrationRequest>(
            "unit", "open", new("首次登记", "open a unit by first registration"),
            $"ledger unit open --file opening.json {RecordingExample}",
            static (client, request, ct) => client.Registration.OpenFirstRegistrationAsync(request, ct),
            [.. Recording,
            new("--unit", "opening.unit_code", new("不动产单元代码", "unit code")),
            new("--business", "opening.business_number", new("业务号", "business number"))]),
        ActSpec.Of<OpenMigratedRequest>(
            "unit", "migrate", new("自旧登记簿迁移（未经核验）", "take a unit over from the old book, not verified"),
            "ledger unit migrate --file migrated.json --migration-date 2021-01-01",
            static (client, request, ct) => client.Registration.OpenMigratedAsync(request, ct),
            [.. Recording,
            new("--unit", "opening.unit_code", new("不动产单元代码", "unit code")),
            new("--migration-date", "migration_date", new("迁移日期 yyyy-MM-dd", "day the old book was read, yyyy-MM-dd"))]),
        ActSpec.Of<RecordTransferRequest>(
            "unit", "transfer", new("转移登记", "record the transfer of all units of a contract"),
            $"ledger unit transfer --file transfer.json {RecordingExample}",
            static (client, request, ct) => client.Registration.RecordTransferAsync(request, ct),
            [.. Recording, Contract,
            new("--price", "price.value", new("合同价（元）", "price in yuan")),
            new("--mortgages", "mortgages", new("none 或 carried（带押过户）", "none or carried"))]),
        ActSpec.OfBank<SignMortgageContractAct>(
            "mortgage", "sign", new("签订抵押合同（银行）", "sign a mortgage contract (bank)"),
            "ledger mortgage sign --file mortgage.json",
            static (client, request, dryRun, ct) => client.Finance.SignMortgageContractAsync(request, dryRun, ct),
            Mortgagee,
            MortgageNumber,
            new("--date", "signing_date", new("签订日期 yyyy-MM-dd", "signing date, yyyy-MM-dd"))),
        ActSpec.OfBank<ConsentAct>(
            "mortgage", "consent", new("同意带押转让（银行）", "consent to a transfer with the mortgage carried (bank)"),
            "ledger mortgage consent --mortgagee 91441900MA00000238 --mortgage DY-2021-000001 --contract 441900A21050000001 --date 2021-06-01",
            static (client, request, dryRun, ct) => client.Finance.ConsentAsync(request, dryRun, ct),
            Mortgagee,
            MortgageNumber,
            Contract,
            Date),
        ActSpec.OfBank<ReleaseAct>(
            "mortgage", "release", new("解除抵押，同意注销（银行）", "instruct the release of a mortgage (bank)"),
            "ledger mortgage release --mortgagee 91441900MA00000238 --mortgage DY-2021-000001 --reason settled --date 2021-12-31",
            static (client, request, dryRun, ct) => client.Finance.ReleaseAsync(request, dryRun, ct),
            Mortgagee,
            MortgageNumber,
            new("--reason", "reason", new("settled、waived 或 realised", "settled, waived or realised")),
            Date),
        ActSpec.Of<RegisterMortgageRequest>(
            "mortgage", "register", new("抵押权首次登记", "register a mortgage"),
            $"ledger mortgage register --file registration.json {RecordingExample}",
            static (client, request, ct) => client.Registration.RegisterMortgageAsync(request, ct),
            [.. Recording, Mortgagee, MortgageNumber,
            new("--certificate", "certificate", new("不动产登记证明号", "number of the registration proof"))]),
        ActSpec.Of<CancelMortgageRequest>(
            "mortgage", "cancel", new("抵押权注销登记", "cancel a mortgage"),
            $"ledger mortgage cancel --mortgagee 91441900MA00000238 --mortgage DY-2021-000001 --certificate 粤（2021）东莞不动产证明第0000001号 --unit 441900004001GB00012F00010101 --business 202105310001 {RecordingExample}",
            static (client, request, ct) => client.Registration.CancelMortgageAsync(request, ct),
            [.. Recording, Mortgagee, MortgageNumber,
            new("--certificate", "certificate.number", new("不动产登记证明号", "number of the registration proof")),
            new("--unit", "units.unit_code", new("不动产单元代码", "unit code")),
            new("--business", "units.business_number", new("业务号", "business number"))]),
        ActSpec.Of<NotifyMortgageeRequest>(
            "mortgage", "notify", new("通知抵押权人转让", "note that a mortgagee was told of a transfer"),
            "ledger mortgage notify --mortgagee 91441900MA00000238 --mortgage DY-2021-000001 --contract 441900A21050000001 --date 2021-06-01",
            static (client, request, ct) => client.Registration.NotifyMortgageeAsync(request, ct),
            Mortgagee,
            MortgageNumber,
            Contract,
            Date),
        ActSpec.Of<EnterSeizureRequest>(
            "seizure", "enter", new("查封登记", "enter a seizure"),
            $"ledger seizure enter --unit 441900004001GB00012F00010101 --business 202105310001 --kind seizure --authority 11441900000000019Y --document （2021）粤1971执保123号 --delivery 2021-05-31T09:30:00+08:00 --months 36 {RecordingExample}",
            static (client, request, ct) => client.Registration.EnterSeizureAsync(request, ct),
            [.. Recording, Unit, Business,
            new("--kind", "kind", new("seizure 或 pre-seizure", "seizure or pre-seizure")),
            Authority, CourtDocument,
            new("--delivery", "delivery_time_ms", new("送达时间", "instant of delivery")),
            TermMonths, TermDays]),
        ActSpec.Of<RenewSeizureRequest>(
            "seizure", "renew", new("续封", "renew a seizure"),
            $"ledger seizure renew --unit 441900004001GB00012F00010101 --business 202405300001 --authority 11441900000000019Y --document （2021）粤1971执保123号 --renewal （2024）粤1971执保99号 --months 12 {RecordingExample}",
            static (client, request, ct) => client.Registration.RenewSeizureAsync(request, ct),
            [.. Recording, Unit, Business, Authority, CourtDocument,
            new("--renewal", "renewal_document_number", new("续封文号", "number of the renewal's document")),
            TermMonths, TermDays]),
        ActSpec.Of<LiftSeizureRequest>(
            "seizure", "lift", new("解封", "lift a seizure"),
            $"ledger seizure lift --unit 441900004001GB00012F00010101 --business 202112310001 --authority 11441900000000019Y --document （2021）粤1971执保123号 --lift （2021）粤1971执456号 --outcome released {RecordingExample}",
            static (client, request, ct) => client.Registration.LiftSeizureAsync(request, ct),
            [.. Recording, Unit, Business, Authority, CourtDocument,
            new("--lift", "lift_document_number", new("解封文号", "number of the lift's document")),
            new("--outcome", "outcome", new("released、disposed-whole 或 disposed-part", "released, disposed-whole or disposed-part"))]),
    ];
}
