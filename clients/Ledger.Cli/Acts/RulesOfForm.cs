using Google.Protobuf;
using Ledger.Acts;
using Ledger.Chain;
using Ledger.Contracts;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary>
/// What a profile wants of an act's fields beyond its form (C-69 and the rules of form), found by this program's own copy of the rules
/// on an empty ledger: what a template calls optional is so under the profile in force.
/// </summary>
internal static class RulesOfForm
{
    /// <summary>How a finding about a field of the event begins (formats.md 9).</summary>
    private const string AboutField = "field ";

    private static readonly LedgerContract Contract = new();

    /// <summary>Paths of the fields that the form, or a profile where the form is content, refuses.</summary>
    /// <param name="form">The act.</param>
    /// <param name="request">Its request.</param>
    /// <param name="profile">Number of the profile.</param>
    public static IReadOnlyList<string> FaultsOf(ActForm form, IMessage request, uint profile)
    {
        var built = ActExamples.Build(request, out var faults);
        return faults.Count > 0 ? faults : [.. FaultsOf(form, request, built, profile)];
    }

    /// <summary>What a profile finds wrong with the fields of an act that its form takes.</summary>
    internal static IEnumerable<Finding> FindingsOf(ActForm form, BuiltAct built, uint profile)
        => Contract.Execute(new EmptyLedger(profile, form.Departments.First()), new Event { Type = built.Type, Body = built.Body.ToByteString() })
            .Where(static finding => finding.MessageEn.StartsWith(AboutField, StringComparison.Ordinal));

    private static IEnumerable<string> FaultsOf(ActForm form, IMessage request, BuiltAct built, uint profile)
        => FindingsOf(form, built, profile).Select(static finding => finding.MessageEn.Split(' ')[1])
            .Select(path => EventFields.PathIn(request, path) ?? path).Distinct(StringComparer.Ordinal);

    /// <summary>A ledger on which nothing stands.</summary>
    private sealed class EmptyLedger(uint profile, string department) : IContractContext
    {
        public string Origin => "ledger.example/city";

        public uint Profile => profile;

        public ulong TimeMs { get; } = (ulong)Day.Of(2026, 12, 31).StartMilliseconds;

        public ReadOnlyMemory<byte> Nonce { get; } = new byte[16];

        public ReadOnlyMemory<byte> LeafHash { get; } = new byte[32];

        public Signer Signer { get; } = new(new Member { Department = department }, new byte[16]);

        public Page? Read(string key) => null;

        public void Write(string key, ReadOnlyMemory<byte> body)
        {
            // Nothing stays: every act is the first.
        }

        public void Delete(string key)
        {
            // Nothing is there.
        }
    }
}
