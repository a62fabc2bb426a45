using Google.Protobuf.Collections;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>Rights of other kinds than mortgages and seizures that are taken over from the old book, with the pages of their proofs.</summary>
internal sealed class OldRights
{
    private readonly string unitCode;
    private readonly IReadOnlyList<AdvanceNoticeRow> notices;
    private readonly IReadOnlyList<ObjectionRow> objections;
    private readonly IReadOnlyList<EasementRow> easements;
    private readonly IReadOnlyList<ResidenceRow> residences;
    private readonly IReadOnlyList<LockRow> locks;
    private readonly IReadOnlyList<(PageView<CertificatePage> Page, CertificateId Id, string Path)> proofs;
    private readonly IReadOnlyList<(ulong RecordingMs, string Path)> recordings;

    private OldRights(
        Book book, string unitCode, IReadOnlyList<AdvanceNoticeRow> notices, IReadOnlyList<ObjectionRow> objections,
        IReadOnlyList<EasementRow> easements, IReadOnlyList<ResidenceRow> residences, IReadOnlyList<LockRow> locks)
    {
        (this.unitCode, this.notices, this.objections, this.easements, this.residences, this.locks)
            = (unitCode, notices, objections, easements, residences, locks);
        var rows = notices.Select((row, i) => (row.Proof, row.RecordingMs, Path: $"notices[{i}]"))
            .Concat(objections.Select((row, i) => (row.Proof, row.RecordingMs, Path: $"objections[{i}]")))
            .Concat(easements.Select((row, i) => (row.Proof, row.RecordingMs, Path: $"easements[{i}]")))
            .Concat(residences.Select((row, i) => (row.Proof, row.RecordingMs, Path: $"residences[{i}]"))).ToList();
        proofs = [.. rows.Select(row => (book.Certificate(row.Proof), row.Proof, row.Path + ".proof"))];
        recordings = [.. rows.Select(row => (row.RecordingMs, row.Path)).Concat(locks.Select((row, i) => (row.RecordingMs, $"locks[{i}]")))];
    }

    /// <summary>Reads the pages of the proofs.</summary>
    public static OldRights Load(
        Book book, string unitCode, RepeatedField<AdvanceNoticeRow> notices, RepeatedField<ObjectionRow> objections,
        RepeatedField<EasementRow> easements, RepeatedField<ResidenceRow> residences, RepeatedField<LockRow> locks)
        => new(book, unitCode, notices, objections, easements, residences, locks);

    /// <summary>C-54: every proof is new and stands for one right; C-57: nothing was recorded after the envelope.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="others">Numbers that the same event issues for something else.</param>
    public void Check(Judgement judgement, IEnumerable<CertificateId> others)
    {
        // An easement has one proof for both of its units: the second opening finds it.
        CertificatesUnique.CheckNew(judgement, proofs.Where(proof => !easements.Any(row => row.Proof.Equals(proof.Id) && IsEasements(proof.Page))));
        foreach (var twice in proofs.Select(proof => (proof.Id, proof.Path)).Concat(others.Select(id => (Id: id, Path: "opening")))
            .GroupBy(proof => proof.Id).Where(group => group.Count() > 1 && proofs.Any(proof => proof.Id.Equals(group.Key))))
        {
            judgement.Fail(
                CertificatesUnique.C54,
                new("同一证号用于多项权利", "one number is stated for several rights"),
                new("请核对旧簿，为每项权利填写各自的登记证明号", "check the old book and state each right's own proof"),
                [.. twice.Select(proof => Labels.InEvent(CertificateNumber.Name, Labels.Certificate(proof.Id), proof.Path))]);
        }

        CheckObjections(judgement);
        foreach (var (recordingMs, path) in recordings.Where(recording => recording.RecordingMs > judgement.TimeMs))
        {
            judgement.Fail(
                DateOrder.C57,
                new("旧簿权利的登簿时刻晚于提交时间", "a right of the old book was recorded after the envelope"),
                new("请核对登簿时刻", "check the instant of recording"),
                Labels.InEvent(new("登簿时刻", "instant of recording"), Labels.Instant(recordingMs), path + ".recording_ms"),
                Labels.InEnvelope(new("提交时间", "time of the envelope"), Labels.Instant(judgement.TimeMs)));
        }
    }

    // The page of an objection is one for an applicant and a ground, and so is the row that counts (C-38).
    private void CheckObjections(Judgement judgement)
    {
        for (var i = 0; i < objections.Count; i++)
        {
            var row = objections[i];
            if (!objections.Take(i).Any(known => known.Applicant.Equals(row.Applicant) && known.Ground == row.Ground))
                continue;
            judgement.Fail(
                CertificatesUnique.C54,
                new("同一申请人就同一理由的异议重复列出", "an objection of one applicant on one ground is stated twice"),
                new("请只带入现势的一项", "take over the one that counts"),
                Labels.InEvent(new("异议理由", "ground"), row.Ground, $"objections[{i}].ground"),
                Labels.InEvent(new("申请人", "applicant"), Labels.Party(row.Applicant), $"objections[{i}].applicant"));
        }
    }

    /// <summary>Puts the rows into the page, beside those entered here before, and issues the proofs.</summary>
    public void Write(Book book, EncumbrancePage page, Recording recording)
    {
        foreach (var (proof, _, _) in proofs.Where(proof => proof.Page.Body is null))
            CertificatePages.Issue(book, proof, recording, CertificateKind.Proof, unitCode);
        Merge(page.Notices, [.. notices.Select(row => Lapsing(book, row))], row => row.RecordingMs);
        Merge(page.Objections, [.. objections.Select(row => Lapsing(book, row))], row => row.RecordingMs);
        ObjectionPages.Follow(book, page);
        Merge(page.Easements, easements, row => row.RecordingMs);
        Merge(page.Residences, residences, row => row.RecordingMs);
        Merge(page.Locks, locks, row => row.RecordingMs);
    }

    private static AdvanceNoticeRow Lapsing(Book book, AdvanceNoticeRow row)
    {
        var lapsing = row.Clone();
        if (row.RegistrableSince != 0)
            NoticesConverted.MakeRegistrable(book, lapsing, row.RegistrableSince);
        return lapsing;
    }

    // Without a suit it lapses as one that is entered here.
    private static ObjectionRow Lapsing(Book book, ObjectionRow row)
    {
        var lapsing = row.Clone();
        lapsing.Lapses = LapseDay.After(book, Day.FromNumber(row.Entered), book.City.ObjectionDays).Number;
        return lapsing;
    }

    private static bool IsEasements(PageView<CertificatePage> proof) => proof.Body is { Kind: CertificateKind.Proof };

    private static void Merge<T>(RepeatedField<T> rows, IReadOnlyList<T> old, Func<T, ulong> recordedAt)
    {
        List<T> merged = [.. rows.Concat(old).OrderBy(recordedAt)];
        rows.Clear();
        rows.AddRange(merged);
    }
}
