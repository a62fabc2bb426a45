using Google.Protobuf;
using Google.Protobuf.Reflection;
using Ledger.Acts;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Client;

/// <summary>What a department disclosed to the bank for which it prepared an act.</summary>
internal sealed class DisclosedSalts : ISalts
{
    private readonly PrepareReply reply;
    private readonly Dictionary<string, uint> epochs = new(StringComparer.Ordinal);
    private readonly List<string> lacking = [];

    /// <summary>What a reply discloses.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="payload">What it wants signed.</param>
    public DisclosedSalts(PrepareReply reply, Payload payload)
    {
        this.reply = reply;
        foreach (var salt in reply.PartySalts)
            epochs.TryAdd(salt.UnitCode, salt.Epoch);

        // Where all parties are organisations no token depends on the epoch, and the bank has no means to know it.
        foreach (var seen in payload.Events.Select(ActComparison.Read).OfType<IMessage>())
            Collect(seen);
    }

    /// <summary>Units under which the salt of a person was not disclosed.</summary>
    public IReadOnlyList<string> Lacking => lacking;

    /// <inheritdoc/>
    public uint? EpochOf(UnitCode unit, uint? stated) => epochs.GetValueOrDefault(unit.ToString());

    /// <inheritdoc/>
    public byte[]? OfParty(UnitCode unit, uint epoch, PersonId person)
    {
        var code = unit.ToString();
        var found = reply.PartySalts.FirstOrDefault(salt => salt.UnitCode == code
            && salt.IdentityClass == (uint)person.Class
            && salt.Number == person.Number
            && salt.Salt.Length == PartyToken.SaltSize);
        if (found is null)
            lacking.Add(code);

        return found?.Salt.ToByteArray();
    }

    /// <inheritdoc/>
    public byte[]? OfField(int act, string field) =>
        Document(act).FirstOrDefault(salted => salted.Name == field && salted.Salt.Length == Log.DocumentField.SaltSize)?.Salt.ToByteArray();

    /// <summary>The salted document of an act, as it was disclosed.</summary>
    public IEnumerable<SaltedField> Document(int act) => reply.DocumentSalts.Where(salts => salts.Act == act).SelectMany(static salts => salts.Fields);

    private void Collect(IMessage message)
    {
        var type = message.Descriptor;
        if (type.FindFieldByName("unit_code")?.Accessor.GetValue(message) is string unit
            && type.FindFieldByName("epoch")?.Accessor.GetValue(message) is uint epoch)
        {
            epochs.TryAdd(unit, epoch);
        }

        foreach (var field in type.Fields.InDeclarationOrder().Where(static field => field.FieldType == FieldType.Message))
        {
            var value = field.Accessor.GetValue(message);
            foreach (var part in value is System.Collections.IList list ? list.OfType<IMessage>() : value is IMessage single ? [single] : [])
                Collect(part);
        }
    }
}
