using Google.Protobuf.Collections;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <content>The forms of what acts rest on.</content>
internal sealed partial class Shape
{
    /// <summary>The number of a contract or of an instrument.</summary>
    public bool Basis(string number, string path)
        => OfficeNumber.TryParse(number, City.Grammar, out _, out _) || Identifier<ContractNumber>(number, path);

    /// <summary>Numbers of authorities' documents, sorted.</summary>
    public void Documents(RepeatedField<string> numbers, string path)
    {
        for (var i = 0; i < numbers.Count; i++)
            Identifier<AuthorityDocumentNumber>(numbers[i], $"{path}[{i}]");
        Sorted(numbers, string.CompareOrdinal, path, mayBeEmpty: true);
    }
}
