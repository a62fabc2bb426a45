using System.Collections.Immutable;
using Google.Protobuf;
using Ledger.Fabric.Protos;
using Ledger.Fabric.V1;

namespace Ledger.Fabric.Protocol;

/// <summary>
/// Who must endorse which chaincode, learnt from what the chaincode lifecycle writes to the ledger. Immutable: each
/// block makes the next book.
/// </summary>
internal sealed class ChaincodeRulesBook
{
    private const string Prefix = "namespaces/fields/";
    private const string BuiltInPlugin = "vscc";

    private readonly ImmutableSortedDictionary<string, ChaincodeRules> rules;

    private ChaincodeRulesBook(ImmutableSortedDictionary<string, ChaincodeRules> rules) => this.rules = rules;

    /// <summary>Namespace of the lifecycle.</summary>
    public const string LifecycleNamespace = "_lifecycle";

    public static ChaincodeRulesBook Empty { get; } = new(ImmutableSortedDictionary.Create<string, ChaincodeRules>(StringComparer.Ordinal));

    public IEnumerable<ChaincodeRules> Rules => rules.Values;

    public static ChaincodeRulesBook Of(IEnumerable<ChaincodeRules> rules)
        => new(rules.ToImmutableSortedDictionary(r => r.Name, r => r, StringComparer.Ordinal));

    public ChaincodeRules? Find(string chaincode) => rules.GetValueOrDefault(chaincode);

    /// <summary>Whether a public write of the lifecycle changes the rules of one of these chaincodes; null for all.</summary>
    public static bool Changes(KVWrite write, IReadOnlySet<string>? chaincodes) =>
        Field(write) is var (name, _) && (chaincodes is null || chaincodes.Contains(name));

    /// <summary>The book after a block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="chaincodes">Those whose rules are wanted, and have been judged; null for all.</param>
    /// <exception cref="InvalidProtocolBufferException">The lifecycle wrote something unknown about them.</exception>
    public ChaincodeRulesBook After(ChannelBlock block, IReadOnlySet<string>? chaincodes)
    {
        var next = rules;
        foreach (var call in block.Transactions.Where(t => t.IsValid).Select(t => t.Call))
        {
            foreach (var write in call?.ReadWriteSets.Where(s => s.Namespace == LifecycleNamespace).SelectMany(s => s.Public.Writes)
                .Where(w => Changes(w, chaincodes)) ?? [])
            {
                next = Apply(next, write);
            }
        }

        return ReferenceEquals(next, rules) ? this : new ChaincodeRulesBook(next);
    }

    private static ImmutableSortedDictionary<string, ChaincodeRules> Apply(ImmutableSortedDictionary<string, ChaincodeRules> rules, KVWrite write)
    {
        if (Field(write) is not var (name, field))
            return rules;

        var value = write.IsDelete ? ByteString.Empty : Wire.Parse(StateData.Parser, write.Value).Bytes;
        var changed = rules.GetValueOrDefault(name)?.Clone() ?? new ChaincodeRules { Name = name };
        if (field == "Collections")
        {
            changed.Collections = value;
        }
        else
        {
            var info = Wire.Parse(ChaincodeValidationInfo.Parser, value);
            changed.EndorsementPolicy = info.ValidationPlugin == BuiltInPlugin ? info.ValidationParameter : ByteString.Empty;
        }

        return rules.SetItem(name, changed);
    }

    private static (string Chaincode, string Field)? Field(KVWrite write) =>
        write.Key.StartsWith(Prefix, StringComparison.Ordinal) && write.Key[Prefix.Length..].Split('/') is [var name, var field]
            && field is ("ValidationInfo" or "Collections")
            ? (name, field)
            : null;
}
