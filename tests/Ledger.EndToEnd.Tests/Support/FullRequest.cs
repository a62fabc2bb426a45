using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Ledger.Acts;
using Ledger.V1;

namespace Ledger.EndToEnd.Tests;

/// <summary>
/// Requests with every field filled in, made from the descriptors: lists have two rows, the first of a person with today's numbers,
/// the second of an organisation with numbers of the old book.
/// </summary>
internal static class FullRequest
{
    private const ulong Instant = 1_622_424_600_000;

    /// <summary>A message of a type, filled.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="row">Its place in the list it stands in; 0 when it stands alone.</param>
    public static IMessage Of(MessageDescriptor type, int row = 0)
    {
        var message = type.Parser.ParseFrom([]);
        foreach (var field in type.Fields.InDeclarationOrder())
        {
            if (field.FieldType == FieldType.Message && field.MessageType == RequestContext.Descriptor)
                continue;

            if (field.IsRepeated)
            {
                var list = (IList)field.Accessor.GetValue(message);
                for (var i = 0; i < Rows(field); i++)
                    list.Add(Value(field, i));
            }
            else
            {
                field.Accessor.SetValue(message, Value(field, row));
            }
        }

        return message;
    }

    // An exception is stated for a number that is refused without it: these are all of the right form.
    private static int Rows(FieldDescriptor field) => field.Name switch
    {
        "number_exceptions" => 0,
        "mortgagors_not_signing" or "owners_not_signing" => 1,
        _ => 2,
    };

    private static object Value(FieldDescriptor field, int row) => field.FieldType switch
    {
        FieldType.Message => Of(field.MessageType, row),
        FieldType.String => Text(field, row),
        FieldType.Bytes => ByteString.CopyFrom([.. Enumerable.Repeat((byte)(row + 1), 32)]),
        FieldType.Bool => !field.Name.StartsWith("legacy", StringComparison.Ordinal) || row == 1,
        FieldType.Enum => Enum.ToObject(field.EnumType.ClrType, field.EnumType.Values[^1].Number),
        FieldType.UInt64 => Instant,
        FieldType.UInt32 => field.Name switch
        {
            "document_type" => row == 0 ? 1u : 8u,
            "party" or "mortgagors_not_signing" => 1u,
            "rank" or "group" => (uint)row + 1,
            _ => 1u,
        },
        _ => throw new InvalidOperationException($"The test does not know the type of {field.FullName}."),
    };

    private static string Text(FieldDescriptor field, int row) => (field.ContainingType.Name, field.Name) switch
    {
        ("PartyInput", "document_number") => row == 0 ? "441900188001010016" : "91441900MA0000015D",
        ("PartyInput", "name") => row == 0 ? "阿卜杜拉·买买提" : "示例置业（东莞）有限公司",
        ("MortgageId", "contract_number") => $"DY-1998-000{row + 1}",
        ("MortgageId", "mortgagee") => "91441900MA00000238",
        ("AmountInput", "value") => "120.5",
        ("DocumentField", "name") => $"paper.{row}",
        ("DocumentField", "value") => $"旧簿第{row + 1}页",
        ("AttachedFile", "name") => $"scan-{row}.pdf",
        ("AcknowledgementInput", "rule") => $"F-0{row + 6}",
        ("AcknowledgementInput", "text") => "已核对纸质材料",
        ("AcknowledgementInput", "subject") => $"441900004001GB00012F0001010{row + 1}",
        ("ExceptionInput", "rule") => $"C-2{row + 8}",
        ("ExceptionInput", "number") => $"EX20210531000{row + 1}",
        ("ConsentInput", "of") => $"粤（2021）东莞不动产证明第000000{row + 1}号",
        (_, "town") => "441900119",
        (_, "printed_serial") => $"4400000000{row + 1}",
        (_, "electronic_id") => "1.2.156.3005.2.11100000MB03271699001.12441900000000027N.2021000000001.001.C",
        (_, "printed" or "handed") => "2021-05-31",
        ("InstrumentPaperInput", "kind") => row == 0 ? "GIFT_DEED" : "ID_PAPERS",
        ("StateInstrumentRequest", "number" or "pair") => $"LY20210531000{row + 1}",
        ("IssuedCertificateInput", "certificate") => $"粤（2021）东莞不动产权第000000{row + 1}号",
        ("CertificateInput", "number") or (_, "certificate") => row == 0 ? "粤（2021）东莞不动产权第0000001号" : "粤房地权证莞字第C1234567号",
        (_, "pays_for") => "441900B21050000001",
        (_, "converts") => $"粤（2021）东莞不动产证明第000000{row + 1}号",
        ("ConsentAct" or "NotifyMortgageeRequest", "number") => "441900004001GB00012F00010101",
        (_, "ticket_number") or ("TicketInput", "number") => $"34419621050000000{row + 1}",
        (_, "contract_number") => "441900B21050000001",
        (_, "filing_number") => "441900B21050000001",
        (_, "authority") => "11441900000000019Y",
        (_, "document_number" or "pre_seizures") => $"（2021）粤1971执保12{row + 1}号",
        (_, "renewal_document_number" or "lift_document_number") => "（2021）粤1971执456号之一",
        ("UnitReissueInput", "unit_code") => $"441900004001GB00012F0001020{row + 1}",
        (_, "unit_code" or "unit_codes") => $"441900004001GB00012F0001010{row + 1}",
        (_, "further_parcels") => $"441900004001GB0001{row + 3}W00000000",
        (_, "parcel") => "441900004001GB00012",
        (_, "to_authority") => "12441900000000027N",
        (_, "hand_over_document_number" or "release_document_number") => "东公（经）查封字〔2021〕00012号",
        (_, "proof") => "粤（2021）东莞不动产证明第0000009号",
        (_, "ground" or "purpose") => "CHECKED_ON_PAPER",
        (_, "first_day" or "registrable_since") => "2021-05-31",
        (_, "last_day") => "2041-05-30",
        (_, "business_number" or "acceptance_number") => $"20210531000{row + 1}",
        (_, "area") => "120.50",
        (_, "share") => $"{row + 1}/3",
        (_, "organ") => "14419000000",
        (_, "held_since") => "2015-02-03",
        ("CertifyTaxRequest", "certificate_number") => "344195210500000001",
        (_, "reason" or "exemption" or "withdrawn_exemptions") => "CHECKED_ON_PAPER",
        (_, "date" or "start" or "term_first_day" or "determination_first_day") => "2021-05-31",
        (_, "term_last_day" or "determination_last_day") => "2041-05-30",
        (_, "permit_number") => "东房预字第20210012号",
        (_, "deposit_number" or "qualification_number" or "agreement_number") => $"20210531000{row + 1}",
        (_, "developer" or "bank" or "mortgagee") => "91441900MA00000238",
        (_, "land_unit") => "441900004001GB00012W00000000",
        (_, "buildings" or "buildings_added") => $"441900004001GB00012F000{row + 1}",
        (_, "predicted_area" or "surveyed_area" or "inner_area" or "shared_area") => "120.50",
        (_, "replaces") => $"441900004001GB00012F0002010{row + 1}",
        (_, "issued" or "co_owners_notified") => "2021-05-31",
        (_, "land_term_last_day") => "2070-12-31",
        (_, "address_change" or "what" or "purpose" or "ground") => "STREET_RENAMED",
        (_, "replacement") or ("CertificateId", "number") => $"粤（2021）东莞不动产权第000001{row}号",
        ("BasisRenewalInput", "number") => $"441900B2105000000{row + 1}",
        (_, "seizures_ended") => $"（2021）粤1971执保12{row + 1}号",
        (_, "notice_case") => "202105310001",
        (_, "completion" or "resale_barred_until") => "2021-05-31",
        (_, "basis") => "441900B21050000001",
        (_, "other_unit") => "441900004001GB00012F00010102",
        (_, "credit_code") => "91441900MA0000015D",
        var (_, name) when name.EndsWith("_date", StringComparison.Ordinal) => "2021-05-31",
        var (message, name) => ActExamples.Text(message, name),
    };
}
