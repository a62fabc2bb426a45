namespace Ledger.Contracts;

/// <summary>Family Objections in profile 2: its flows with their rules, and what its messages hold.</summary>
internal static class ObjectionsTwo
{
    /// <summary>Messages, fields and values that profile 2 adds.</summary>
    public const string Form =
        """
        ledger.v1.ObjectionCancellation = 0, 1, 2, 3
        ledger.v1.ObjectionCancelled: 1 act ledger.v1.Act, 2 recording ledger.v1.Recording, 3 unit_code string, 4 business_number string,
          5 applicant ledger.v1.Party, 6 ground string, 7 cancellation ledger.v1.ObjectionCancellation
        ledger.v1.ObjectionEntered: 1 act ledger.v1.Act, 2 recording ledger.v1.Recording, 3 unit_code string, 4 business_number string,
          5 applicant ledger.v1.Party, 6 ground string, 7 date uint32, 8 proof ledger.v1.CertificateId, 9 epoch uint32
        ledger.v1.ObjectionPage: 1 unit_code string, 2 applicant ledger.v1.Party, 3 ground string, 4 entered uint32, 5 lapses uint32,
          6 suit_filed uint32, 7 ended uint32
        ledger.v1.ObjectionRow: 10 lapses uint32
        ledger.v1.ObjectionSuitFiled: 1 act ledger.v1.Act, 2 recording ledger.v1.Recording, 3 unit_code string, 4 business_number string,
          5 applicant ledger.v1.Party, 6 ground string, 7 court string, 8 document_number string, 9 filed uint32, 10 received_ms uint64
        """;

    /// <summary>The flows of profile 1 with what profile 2 changes of this family.</summary>
    public static FlowTable Apply(FlowTable flows) => flows.With(
        ProfileTwo.BookAct(
            new ObjectionEnteredFlow(), OneLiveTitle.C03, CertificateYear.F03, CertificatePlace.F03, ObjectionStands.C38, CertificatesUnique.C54),
        ProfileTwo.BookAct(new ObjectionSuitFiledFlow(), ObjectionStands.C38),
        ProfileTwo.BookAct(new ObjectionCancelledFlow()));
}
