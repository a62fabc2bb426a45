using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;
using Share = Ledger.V1.Share;

namespace Ledger.Client;

/// <summary>Reads what a request says in words into the values an event holds, by the rules of Ledger.Facts.</summary>
internal static class ActInput
{
    /// <summary>The canonical text of an identifier; empty stays empty.</summary>
    public static string Text<T>(string text)
        where T : IFact<T>
    {
        if (text.Length == 0)
        {
            return text;
        }

        return T.TryParse(T.Fold(text), out var value, out var error) ? value.ToString()! : throw new FactFormatException(error);
    }

    /// <summary>A day as yyyymmdd; 0 for none.</summary>
    public static uint DayNumber(string text) => text.Length == 0 ? 0 : Day.Parse(Canonicalize.Fold(text)).Number;

    /// <summary>The day after a document's last day; 0 for none.</summary>
    public static uint DayAfter(string text) => text.Length == 0 ? 0 : Day.Parse(Canonicalize.Fold(text)).AddDays(1).Number;

    /// <summary>An amount in fen; 0 for none.</summary>
    public static ulong Fen(AmountInput? amount) => amount is null || amount.Value.Length == 0
        ? 0
        : Money.Parse(Canonicalize.Fold(amount.Value), IsWan(amount) ? MoneyUnit.TenThousandYuan : MoneyUnit.Yuan).Fen;

    /// <summary>Whether the amount was given in 万元, which the event must say (F-07).</summary>
    public static bool IsWan(AmountInput? amount) => amount?.Unit == AmountUnit.WanYuan;

    /// <summary>Hundredths of a square metre; 0 = not stated.</summary>
    public static ulong Hundredths(string text) => text.Length == 0 ? 0 : Area.Parse(Canonicalize.Fold(text)).Hundredths ?? 0;

    /// <summary>A reduced fraction; null for none.</summary>
    public static Share? Fraction(string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        var share = Facts.Share.Parse(Canonicalize.Fold(text));
        return new Share { Numerator = share.Numerator, Denominator = share.Denominator };
    }

    /// <summary>Class of the party's document and its canonical number.</summary>
    public static (IdentityClass Class, string Number) Identity(PartyInput party)
    {
        var number = Canonicalize.FoldUpper(party.DocumentNumber);
        return (IdentityDocument.ClassOf(party.DocumentType, number), number);
    }

    /// <summary>The party without its token.</summary>
    public static Party Party(PartyInput? input)
    {
        var across = PartyAcrossUnits(input);
        return new Party { Kind = across.Kind, IdentityClass = across.IdentityClass, CreditCode = across.CreditCode };
    }

    /// <summary>The party without its tokens.</summary>
    public static PartyAcrossUnits PartyAcrossUnits(PartyInput? input)
    {
        if (input is null)
        {
            return new PartyAcrossUnits();
        }

        var (identityClass, number) = Identity(input);
        return new PartyAcrossUnits
        {
            Kind = input.DocumentType is 6 or 7 or 8 ? PartyKind.Organisation : PartyKind.Person,
            IdentityClass = identityClass,
            CreditCode = identityClass == IdentityClass.CreditCode ? number : "",
        };
    }

    /// <summary>A certificate number, or the hash of a legacy number in free text; null for none.</summary>
    public static CertificateId? Certificate(string number, bool legacy)
    {
        if (number.Length == 0)
        {
            return null;
        }

        return legacy
            ? new CertificateId { LegacyHash = ByteString.CopyFrom(LegacyCertificateNumber.Parse(LegacyCertificateNumber.Fold(number)).Hash) }
            : new CertificateId { Number = Text<CertificateNumber>(number) };
    }

    /// <summary>A mortgage's name in canonical form.</summary>
    public static MortgageId? Mortgage(MortgageId? id) => id is null
        ? null
        : new MortgageId { Mortgagee = Text<CreditCode>(id.Mortgagee), ContractNumber = Text<MortgageContractNumber>(id.ContractNumber) };

    /// <summary>What a mortgage secures.</summary>
    public static MortgageTerms? Terms(MortgageTermsInput? terms) => terms is null
        ? null
        : new MortgageTerms
        {
            Mode = terms.Mode,
            AmountFen = Fen(terms.Amount),
            TermStart = DayNumber(terms.TermFirstDay),
            TermEnd = DayAfter(terms.TermLastDay),
            DeterminationStart = DayNumber(terms.DeterminationFirstDay),
            DeterminationEnd = DayAfter(terms.DeterminationLastDay),
            Scope = terms.Scope,
            TransferRestricted = terms.TransferRestricted,
        };

    /// <summary>Acceptance and recording; no recorder named means the operator.</summary>
    public static Recording? Recording(RecordingInput? recording, ReadOnlySpan<byte> operatorHash) => recording is null
        ? null
        : new Recording
        {
            AcceptanceNumber = Text<AcceptanceNumber>(recording.AcceptanceNumber),
            AcceptanceTimeMs = recording.AcceptanceTimeMs,
            RecordingDate = DayNumber(recording.RecordingDate),
            Recorder = recording.Recorder.IsEmpty ? ByteString.CopyFrom(operatorHash) : recording.Recorder,
        };

    /// <summary>What is common to every event: whose request it carries out, and the warnings accepted.</summary>
    public static Act Act(DocumentInput? document, SignedRequest request)
    {
        var act = new Act { RequestHash = ByteString.CopyFrom(request.RequestHash), Operator = ByteString.CopyFrom(request.Operator) };
        act.Acknowledgements.AddRange((document?.Acknowledgements ?? [])
            .Select(a => new Acknowledgement { Rule = Canonicalize.FoldUpper(a.Rule), Reason = Text<ReasonCode>(a.Reason) })
            .OrderBy(a => a.Rule, StringComparer.Ordinal));
        return act;
    }
}
