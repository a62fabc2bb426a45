using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Acts.Tests;

/// <summary>A ledger that knows one contract of two flats, and nothing else.</summary>
internal sealed class OneContract : IPageReader
{
    private static readonly ContractPage Contract = new()
    {
        Units = { new ContractUnit { UnitCode = "441900004001GB00012F00010101" }, new ContractUnit { UnitCode = "441900004001GB00012F00010102" } },
    };

    public Page? ReadPage(string key) => key == "contract/441900B21050000001" ? new Page { TimeMs = 5, Body = Contract.ToByteString() } : null;
}
