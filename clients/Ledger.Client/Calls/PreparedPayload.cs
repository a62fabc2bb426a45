using System.Globalization;
using System.Text;
using Google.Protobuf;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Client;

/// <summary>
/// What a bank must see before it signs: the payload that the finance department prepared is, field by field, the acts the
/// bank asked for, under tokens that the disclosed salts give for its customers, over documents that hold what it handed in.
/// </summary>
internal static class PreparedPayload
{
    /// <summary>How far the payload's time may lie from the bank's clock, as for any first use of a request.</summary>
    private static readonly TimeSpan MaxClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>The field by which a document says what act it belongs to.</summary>
    private const string ActField = "_act";

    /// <summary>Checks a prepared payload.</summary>
    /// <param name="request">What the bank asked for.</param>
    /// <param name="signed">The same, as its operator signed it.</param>
    /// <param name="reply">What the service returned.</param>
    /// <param name="origin">Name of the ledger.</param>
    /// <param name="now">The bank's clock.</param>
    /// <exception cref="UntrustedReplyException">Something differs; every difference is named. Nothing must be signed.</exception>
    public static void Check(PrepareRequest request, SignedRequest signed, PrepareReply reply, string origin, DateTimeOffset now)
    {
        var payload = Parse(reply.Payload);
        var differences = new List<ActDifference>();
        CheckHead(payload, reply, origin, now, differences);
        List<IMessage> expected = [.. request.Acts.Select((act, index) => Expected(act, index, signed, reply, payload, differences))];
        differences.AddRange(ActComparison.Differences(expected, payload, withTokens: true));
        if (differences.Count == 0)
        {
            // The texts agree; whatever else differs in the bytes, such as an order or a document root, is refused too.
            differences.AddRange(expected
                .Select((act, index) => (Wanted: act.ToByteString(), Seen: payload.Events[index].Body, index))
                .Where(pair => !pair.Wanted.Equals(pair.Seen))
                .Select(pair => new ActDifference(pair.index, "body", Convert.ToHexStringLower(pair.Wanted.Span), Convert.ToHexStringLower(pair.Seen.Span))));
        }

        if (differences.Count > 0)
        {
            throw ActComparison.Refusal(differences);
        }
    }

    private static Payload Parse(ByteString bytes) =>
        EntryCodec.TryParsePayload(new Envelope { Payload = bytes }, out var payload, out var fault)
            ? payload
            : throw new UntrustedReplyException(fault);

    private static void CheckHead(Payload payload, PrepareReply reply, string origin, DateTimeOffset now, List<ActDifference> differences)
    {
        if (payload.Origin != origin)
        {
            differences.Add(new ActDifference(0, "origin", origin, payload.Origin));
        }

        if (payload.Sequence == 0)
        {
            differences.Add(new ActDifference(0, "sequence", "> 0", "0"));
        }

        var skew = Math.Abs((double)payload.TimeMs - now.ToUnixTimeMilliseconds());
        if (skew > MaxClockSkew.TotalMilliseconds)
        {
            differences.Add(new ActDifference(0, "time_ms", $"{now.ToUnixTimeMilliseconds()} ± {MaxClockSkew.TotalMilliseconds}", payload.TimeMs.ToString(CultureInfo.InvariantCulture)));
        }

        if (reply.ExpiresMs < payload.TimeMs)
        {
            differences.Add(new ActDifference(0, "expires_ms", $">= {payload.TimeMs}", reply.ExpiresMs.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private static IMessage Expected(
        FinanceAct act, int index, SignedRequest signed, PrepareReply reply, Payload payload, List<ActDifference> differences)
    {
        var expected = FinanceActs.Of(act, signed);
        if (expected is MortgageContractSigned contract)
        {
            SetTokens(contract, act.SignMortgageContract.Mortgagors, index, reply, payload, differences);
        }

        var common = (Act)expected.Descriptor.FindFieldByNumber(1).Accessor.GetValue(expected);
        common.Document = Document(act, expected.Descriptor.FullName, index, reply, differences);
        return expected;
    }

    private static void SetTokens(
        MortgageContractSigned contract, Google.Protobuf.Collections.RepeatedField<PartyInput> inputs, int index, PrepareReply reply, Payload payload, List<ActDifference> differences)
    {
        for (var i = 0; i < inputs.Count; i++)
        {
            var party = contract.Mortgagors[i];
            if (party.CreditCode.Length > 0)
            {
                continue;
            }

            var (identityClass, number) = ActInput.Identity(inputs[i]);
            var person = PersonId.Of(identityClass, number);
            foreach (var unit in contract.Units)
            {
                if (Salt(reply, unit.UnitCode, person) is not { } salt)
                {
                    differences.Add(new ActDifference(index, $"party_salts[{unit.UnitCode}][{i}]", $"{PartyToken.SaltSize} bytes", ""));
                    continue;
                }

                unit.Epoch = salt.Epoch;
                party.Tokens.Add(ByteString.CopyFrom(PartyToken.Of(salt.Salt.Span, person).Bytes.Span));
            }
        }

        Sort(contract);
        TakeUnknownEpochs(contract, index, reply, payload);
    }

    /// <summary>The event lists mortgagors by their tokens; who did not sign is named by the new position.</summary>
    private static void Sort(MortgageContractSigned contract)
    {
        List<PartyAcrossUnits> given = [.. contract.Mortgagors];
        List<PartyAcrossUnits> notSigning = [.. contract.MortgagorsNotSigning.Where(i => i < given.Count).Select(i => given[(int)i])];
        List<PartyAcrossUnits> sorted = [.. given];
        sorted.Sort(PartyOrder.Compare);
        contract.Mortgagors.Clear();
        contract.Mortgagors.AddRange(sorted);
        contract.MortgagorsNotSigning.Clear();
        contract.MortgagorsNotSigning.AddRange(notSigning.Select(party => (uint)sorted.FindIndex(other => ReferenceEquals(other, party))).Order());
    }

    /// <summary>Where all mortgagors are organisations no token depends on the epoch, and the bank has no means to know it.</summary>
    private static void TakeUnknownEpochs(MortgageContractSigned contract, int index, PrepareReply reply, Payload payload)
    {
        if (index >= payload.Events.Count || ActComparison.Read(payload.Events[index]) is not MortgageContractSigned seen)
        {
            return;
        }

        foreach (var unit in contract.Units.Where(unit => reply.PartySalts.All(salt => salt.UnitCode != unit.UnitCode)))
        {
            unit.Epoch = seen.Units.FirstOrDefault(other => other.UnitCode == unit.UnitCode)?.Epoch ?? 0;
        }
    }

    private static PartySalt? Salt(PrepareReply reply, string unitCode, PersonId person) => reply.PartySalts.FirstOrDefault(salt =>
        salt.UnitCode == unitCode
        && salt.IdentityClass == (uint)person.Class
        && salt.Number == person.Number
        && salt.Salt.Length == PartyToken.SaltSize);

    private static DocumentRoot? Document(FinanceAct act, string type, int index, PrepareReply reply, List<ActDifference> differences)
    {
        var input = FinanceActs.DocumentOf(act) ?? new DocumentInput();
        var salted = reply.DocumentSalts.Where(salts => salts.Act == index).SelectMany(salts => salts.Fields).ToList();
        foreach (var missing in input.Fields.Where(field => !salted.Any(s => s.Name == field.Name && s.Value == field.Value)))
        {
            differences.Add(new ActDifference(index, $"document[{missing.Name}]", missing.Value, salted.FirstOrDefault(s => s.Name == missing.Name)?.Value ?? ""));
        }

        var given = Texts(act);
        var asked = input.Fields.Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var foreign in salted.Where(s => !asked.Contains(s.Name) && !IsOwn(s, type, given)))
        {
            differences.Add(new ActDifference(index, $"document[{foreign.Name}]", "", foreign.Value));
        }

        if (salted.Count == 0 || salted.Any(s => s.Salt.Length != Log.DocumentField.SaltSize || s.Name.Length == 0)
            || salted.DistinctBy(s => s.Name, StringComparer.Ordinal).Count() != salted.Count)
        {
            if (salted.Count > 0)
            {
                differences.Add(new ActDifference(index, "document_salts", "unique names, salts of 16 bytes", ""));
            }

            return null;
        }

        var tree = new DocumentTree(salted.Select(s => new Log.DocumentField(s.Name, Encoding.UTF8.GetBytes(s.Value), s.Salt.Memory)));
        return new DocumentRoot { Root = ByteString.CopyFrom(tree.Root.Span), Fields = (uint)tree.Fields.Count };
    }

    /// <summary>Fields that the service adds begin with an underscore: what the act is, and what the bank gave outside the document.</summary>
    private static bool IsOwn(SaltedField field, string type, HashSet<string> given) =>
        field.Name == ActField ? field.Value == type : field.Name.StartsWith('_') && given.Contains(field.Value);

    /// <summary>Every text the bank gave with the act: a field the service adds, such as a party's name, may hold nothing else.</summary>
    private static HashSet<string> Texts(IMessage message)
    {
        var texts = new HashSet<string>(StringComparer.Ordinal);
        Collect(message, texts);
        return texts;
    }

    private static void Collect(object? value, HashSet<string> texts)
    {
        switch (value)
        {
            case string text:
                texts.Add(text);
                texts.Add(Canonicalize.Fold(text));
                texts.Add(Canonicalize.FoldUpper(text));
                texts.Add(PartyName.Fold(text));
                break;
            case ByteString bytes:
                texts.Add(Convert.ToHexStringLower(bytes.Span));
                break;
            case uint number:
                texts.Add(number.ToString(CultureInfo.InvariantCulture));
                break;
            case IMessage message:
                foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
                {
                    Collect(field.Accessor.GetValue(message), texts);
                }

                break;
            case System.Collections.IList items:
                foreach (var item in items)
                {
                    Collect(item, texts);
                }

                break;
            default:
                break;
        }
    }
}
