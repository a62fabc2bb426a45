using Google.Protobuf;
using Google.Protobuf.Collections;

namespace Ledger.Acts;

/// <summary>What the acts of a contract have in common.</summary>
internal static class ContractInputs
{
    /// <summary>For every seller who is a minor the hash of its guardian's statement, or nothing.</summary>
    public static IEnumerable<ByteString> GuardianStatements(this ActReader input, RepeatedField<ByteString> statements)
        => statements.Select((statement, i) => statement.IsEmpty ? statement : input.Hash(statement, $"guardian_statements[{i}]"));
}
