using Google.Protobuf.Collections;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <content>The forms of what every act carries.</content>
internal sealed partial class Shape
{
    /// <summary>Field 1 of every event.</summary>
    public void ActValue(Act? act)
    {
        if (!Required(act, "act"))
            return;
        Hash(act.RequestHash, "act.request_hash");
        Hash(act.Operator, "act.operator");
        Document(act.Document, "act.document");
        for (var i = 0; i < act.Acknowledgements.Count; i++)
        {
            var path = $"act.acknowledgements[{i}]";
            if (!judgement.Profile.Flows.RuleIds.Contains(act.Acknowledgements[i].Rule))
                Fault(C69, path + ".rule", null, new("规则编号，如F-07", "the id of a rule, e.g. F-07"));
            Identifier<ReasonCode>(act.Acknowledgements[i].Reason, path + ".reason");
            if (act.Acknowledgements[i].Subject is { Length: > 0 } subject)
                Subject(subject, path + ".subject");
            if (act.Acknowledgements[i].Document is { Length: > 0 } document)
                Hash(document, path + ".document");
        }

        Sorted(act.Acknowledgements, (a, b) => InOrder(a.Rule, b.Rule, a.Subject, b.Subject), "act.acknowledgements", mayBeEmpty: true);
        Exceptions(act.Exceptions);
        Consents(act.Consents);
    }

    /// <summary>
    /// What an acknowledgement or exception may be about: a unit, a case, a contract, a certificate, a document of an authority, or
    /// a mortgage by its mortgagee and contract number.
    /// </summary>
    public void Subject(string subject, string path)
    {
        if (!UnitCode.TryParse(subject, DivisionPrefixes.Any, out _, out _) && !AcceptanceNumber.TryParse(subject, out _, out _)
            && !ContractNumber.TryParse(subject, out _, out _) && !CertificateNumber.TryParse(subject, out _, out _)
            && !AuthorityDocumentNumber.TryParse(subject, out _, out _) && !IsMortgage(subject))
        {
            Fault(C69, path, subject.Length > 64 ? subject[..64] : subject,
                new("单元、受理、合同、证书或文书的编号，或“抵押权人/抵押合同编号”",
                    "the number of a unit, case, contract, certificate or document, or a mortgage as 'mortgagee/contract number'"));
        }
    }

    // A private lender stands by the hex of its token.
    private static bool IsMortgage(string subject)
    {
        var slash = subject.IndexOf('/', StringComparison.Ordinal);
        return slash > 0
            && MortgageContractNumber.TryParse(subject[(slash + 1)..], out _, out _)
            && (CreditCode.TryParse(subject[..slash], out _, out _)
                || (slash == 2 * HashLength && subject[..slash].All(static c => char.IsAsciiDigit(c) || c is >= 'A' and <= 'F')));
    }

    private static int InOrder(string first, string second, string thenFirst, string thenSecond)
        => string.CompareOrdinal(first, second) is not 0 and var order ? order : string.CompareOrdinal(thenFirst, thenSecond);

    private void Exceptions(RepeatedField<ExceptionUse> exceptions)
    {
        for (var i = 0; i < exceptions.Count; i++)
        {
            var path = $"act.exceptions[{i}]";
            if (!judgement.Profile.Flows.RuleIds.Contains(exceptions[i].Rule))
                Fault(C69, path + ".rule", null, new("规则编号，如C-29", "the id of a rule, e.g. C-29"));
            Identifier<OfficeNumber>(exceptions[i].Number, path + ".number");
        }

        Sorted(exceptions, (a, b) => InOrder(a.Rule, b.Rule, a.Number, b.Number), "act.exceptions", mayBeEmpty: true);
    }

    private void Consents(RepeatedField<Consent> consents)
    {
        for (var i = 0; i < consents.Count; i++)
        {
            Subject(consents[i].Of, $"act.consents[{i}].of");
            Hash(consents[i].Document, $"act.consents[{i}].document");
        }

        Sorted(consents, (a, b) => string.CompareOrdinal(a.Of, b.Of), "act.consents", mayBeEmpty: true);
    }

    /// <summary>Acceptance and recording of a registration act.</summary>
    public bool RecordingValue(Recording? recording)
    {
        if (!Required(recording, "recording"))
            return false;
        Identifier<AcceptanceNumber>(recording.AcceptanceNumber, "recording.acceptance_number");
        Instant(recording.AcceptanceTimeMs, "recording.acceptance_time_ms");
        Date(recording.RecordingDate, "recording.recording_date");
        Hash(recording.Recorder, "recording.recorder");
        return IsSound;
    }

    /// <summary>What the recording of an act on the book states from profile 2 on: its instant, who reviewed, the town.</summary>
    public void BookRecordingValue(Recording recording)
    {
        Instant(recording.RecordingMs, "recording.recording_ms");
        Hash(recording.Reviewer, "recording.reviewer");
        TownCode(recording.Town, "recording.town");
    }

    /// <summary>A town by its 9 digits.</summary>
    public void TownCode(uint town, string path)
    {
        if (town is < 100_000_000 or > 999_999_999)
            Fault(C69, path, town, new("9位镇街代码", "the 9 digits of a town"));
    }

    /// <summary>What a mortgage secures: amounts, and spans of time that end after they begin.</summary>
    public void TermsValue(MortgageTerms? terms, string path)
    {
        if (!Required(terms, path))
            return;
        Known(terms.Mode, path + ".mode");
        Amount(terms.AmountFen, path + ".amount_fen");
        Span(terms.TermStart, terms.TermEnd, path + ".term");
        if (terms.Mode == MortgageMode.Maximum)
        {
            Span(terms.DeterminationStart, terms.DeterminationEnd, path + ".determination");
        }
        else if (terms.DeterminationStart != 0 || terms.DeterminationEnd != 0)
        {
            Fault(C69, path + ".determination_start", terms.DeterminationStart,
                new("仅最高额抵押填写", "nothing: only a maximum-amount mortgage has a determination period"));
        }

        if (terms.Scope is < 1 or > 2)
            Fault(C69, path + ".scope", terms.Scope, new("担保范围代码1或2", "scope code 1 or 2"));
    }

    /// <summary>The length of a seizure: at least a day, at most the profile's longest.</summary>
    public void SeizureTermValue(SeizureTerm? term, string path)
    {
        if (!Required(term, path))
            return;
        if (term.Months > judgement.City.LongestSeizureMonths || term.Days > 31 * judgement.City.LongestSeizureMonths
            || (term.Months == 0 && term.Days == 0))
        {
            Fault(SeizureTermLimit.C32, path, $"{term.Months}m {term.Days}d",
                new($"1天至{judgement.City.LongestSeizureMonths}个月", $"1 day to {judgement.City.LongestSeizureMonths} months"));
        }
    }

    /// <summary>Two days that exist, the second after the first.</summary>
    public bool Span(uint start, uint end, string path)
    {
        if (!(Date(start, path + "_start") & Date(end, path + "_end")))
            return false;
        if (start < end)
            return true;
        Fault(C69, path + "_end", end, new("晚于起始日的日期", "a day after the start"));
        return false;
    }

    /// <summary>The salted field tree of an act's document.</summary>
    public void Document(DocumentRoot? document, string path)
    {
        if (!Required(document, path))
            return;
        Hash(document.Root, path + ".root");
        if (document.Fields == 0 || document.Fields > judgement.Profile.MostDocumentFields)
            Fault(C69, path + ".fields", document.Fields, new($"1至{judgement.Profile.MostDocumentFields}", $"1 to {judgement.Profile.MostDocumentFields}"));
    }
}
