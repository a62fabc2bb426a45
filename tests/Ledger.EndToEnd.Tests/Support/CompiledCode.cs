using System.Collections.Frozen;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Ledger.EndToEnd.Tests;

/// <summary>What the methods of a built assembly call and compute with, read from its IL: no spelling in the source hides anything.</summary>
internal static class CompiledCode
{
    private static readonly FrozenDictionary<int, OpCode> Instructions = typeof(OpCodes).GetFields()
        .Select(static field => (OpCode)field.GetValue(null)!)
        .ToFrozenDictionary(static code => (int)(ushort)code.Value);

    /// <summary>Every method with a body: its name, the members of other assemblies it uses, and whether it computes with floating point.</summary>
    /// <param name="assembly">File name without extension, beside the tests.</param>
    public static IReadOnlyList<CompiledMethod> Methods(string assembly)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, assembly + ".dll")));
        var metadata = file.GetMetadataReader();
        var methods = new List<CompiledMethod>();
        foreach (var handle in metadata.MethodDefinitions)
        {
            var definition = metadata.GetMethodDefinition(handle);
            if (definition.RelativeVirtualAddress == 0)
                continue;
            var name = $"{TypeName(metadata, definition.GetDeclaringType())}.{metadata.GetString(definition.Name)}";
            methods.Add(Read(metadata, name, file.GetMethodBody(definition.RelativeVirtualAddress).GetILReader()));
        }

        return methods;
    }

    private static CompiledMethod Read(MetadataReader metadata, string name, BlobReader code)
    {
        var uses = new List<string>();
        var floats = false;
        while (code.RemainingBytes > 0)
        {
            int value = code.ReadByte();
            if (value == 0xFE)
                value = 0xFE00 | code.ReadByte();
            var instruction = Instructions[value];
            floats |= IsFloat(instruction);
            if (instruction.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineTok)
            {
                if (Name(metadata, System.Reflection.Metadata.Ecma335.MetadataTokens.EntityHandle(code.ReadInt32())) is { } used)
                    uses.Add(used);
            }
            else
            {
                Skip(ref code, instruction.OperandType);
            }
        }

        return new CompiledMethod(name, uses, floats);
    }

    private static string TypeName(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        var name = metadata.GetString(type.Name);
        return type.GetDeclaringType() is { IsNil: false } outer ? $"{TypeName(metadata, outer)}.{name}" : $"{metadata.GetString(type.Namespace)}.{name}";
    }

    private static bool IsFloat(OpCode code) =>
        code == OpCodes.Ldc_R4 || code == OpCodes.Ldc_R8 || code == OpCodes.Conv_R4 || code == OpCodes.Conv_R8 || code == OpCodes.Conv_R_Un;

    private static string? Name(MetadataReader metadata, EntityHandle handle)
    {
        if (handle.Kind == HandleKind.MethodSpecification)
            handle = metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method;
        if (handle.Kind != HandleKind.MemberReference)
            return null;
        var member = metadata.GetMemberReference((MemberReferenceHandle)handle);
        if (member.Parent.Kind != HandleKind.TypeReference)
            return null;
        var type = metadata.GetTypeReference((TypeReferenceHandle)member.Parent);
        return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}.{metadata.GetString(member.Name)}";
    }

    private static void Skip(ref BlobReader code, OperandType operand)
    {
        var length = operand switch
        {
            OperandType.InlineNone => 0,
            OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
            OperandType.InlineVar => 2,
            OperandType.InlineI8 or OperandType.InlineR => 8,
            OperandType.InlineSwitch => 4 * code.ReadInt32(),
            _ => 4,
        };
        code.Offset += length;
    }
}
