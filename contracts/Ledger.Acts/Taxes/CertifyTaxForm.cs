using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>开具完税（免税）证明</summary>
internal sealed class CertifyTaxForm()
    : ActForm<CertifyTaxRequest, TaxCertificateIssued>("tax", "certify", new("开具完税（免税）证明", "certify that taxes are cleared"))
{
    public override string Example => "ledger tax certify --file clearance.json";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        ActOptions.Contract,
        ActOptions.Date,
        new("--certificate", "certificate_number", new("完税证明号码", "number of the clearance certificate")),
    ];

    protected override TaxCertificateIssued Read(ActReader input, CertifyTaxRequest request)
    {
        var body = new TaxCertificateIssued
        {
            Basis = input.Basis(request.ContractNumber, "contract_number"),
            CertificateNumber = input.Text<VoucherNumber>(request.CertificateNumber, "certificate_number"),
            Date = input.PastDay(request.Date, "date"),
        };
        var units = input.NameContract(body.Basis);
        input.Count(request.Accounts.Count, "accounts");
        body.Accounts.AddRange(request.Accounts
            .Select((account, i) => Account(input.In("accounts", i), account, units, i))
            .OrderBy(static account => account.Side)
            .ThenBy(static account => account.Taxpayer, Comparer<PartyAcrossUnits>.Create(PartyOrder.Compare))
            .ThenBy(static account => account.Tax));
        return body;
    }

    private static CoveredAccount Account(ActReader input, CoveredAccountInput account, IReadOnlyList<ActUnit> units, int place) => new()
    {
        Tax = input.Known(account.Tax, "tax"),
        Side = input.Known(account.Side, "side", zeroIsUnspecified: false),
        Taxpayer = input.Across(input.Party(account.Taxpayer, "taxpayer", $"account.{place}", named: false), units),
    };
}
