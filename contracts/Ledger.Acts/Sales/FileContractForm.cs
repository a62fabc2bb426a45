using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>网签备案</summary>
internal sealed class FileContractForm() : ActForm<FileContractRequest, ContractFiled>("contract", "file", new("网签备案", "file a signed contract"))
{
    public override string Example => "ledger contract file --contract 441900A21050000001 --filing 441900A21050000001 --date 2021-05-31";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        ActOptions.Contract,
        new("--filing", "filing_number", new("备案号", "filing number")),
        new("--date", "filing_date", new("备案日期 yyyy-MM-dd", "filing date, yyyy-MM-dd")),
    ];

    protected override ContractFiled Read(ActReader input, FileContractRequest request)
    {
        var body = new ContractFiled
        {
            ContractNumber = input.Text<ContractNumber>(request.ContractNumber, "contract_number"),
            FilingNumber = input.Text<FilingNumber>(request.FilingNumber, "filing_number"),
            FilingDate = input.PastDay(request.FilingDate, "filing_date"),
        };
        input.NameContract(body.ContractNumber);
        return body;
    }
}
