using Fluid;
using Fluid.Ast;
using Fluid.Values;

namespace WorkflowJobs.Engine.Expressions;

/// <summary>Fluid makes all numbers of <c>(a..b)</c> before the first step is counted; this asks how many there would be.</summary>
internal sealed class BoundedRanges : AstRewriter
{
    protected override Expression VisitRangeExpression(RangeExpression rangeExpression) =>
        new BoundedRange((RangeExpression)base.VisitRangeExpression(rangeExpression));

    private sealed class BoundedRange(RangeExpression range) : Expression
    {
        public override async ValueTask<FluidValue> EvaluateAsync(TemplateContext context)
        {
            var from = (await range.From.EvaluateAsync(context)).ToNumberValue();
            var to = (await range.To.EvaluateAsync(context)).ToNumberValue();
            return to - from > ExpressionLimits.LiquidSteps
                ? throw new ExpressionException($"A range of the template has more than {ExpressionLimits.LiquidSteps} numbers.")
                : await range.EvaluateAsync(context);
        }

        protected override Expression Accept(AstVisitor visitor) => this;
    }
}
